/** What a call is about, when it is about a date. */
export interface Appointment {
	readonly date: string | null;
	readonly time: string | null;
}

/** The words of a conversation in one language. */
export interface Script {
	opening(topic: string | null): string;
	question(appointment: Appointment): string;
	readonly answers: ReadonlyArray<{ hello: string; agreement: string; bye: string }>;
	readonly thanks: string;
	readonly transfer: string;
	readonly callback: string;
	readonly farewell: string;
	readonly optOut: string;
	readonly optOutAnswer: string;
	readonly optOutBye: string;
	readonly voicemailGreeting: string;
	readonly voicemailMessage: string;
	readonly menu: string;
	readonly noMenu: string;
	readonly menuSummary: string;
	summary(name: string | null, appointment: Appointment): string;
	callbackSummary(name: string | null): string;
	transferSummary(name: string | null): string;
	voicemailSummary(name: string | null): string;
	optOutSummary(name: string | null): string;
}

const en: Script = {
	opening: (topic) =>
		topic ? `Hi, I'm calling to ${topic}.` : 'Hi, do you have a minute? I have a quick question.',
	question: ({ date, time }) =>
		date || time
			? `Great. I have you down for ${[date, time].filter(Boolean).join(' at ')}. Does that still work?`
			: 'Great, thank you. Is that all right with you?',
	answers: [
		{
			hello: 'Oh hi, yes, this is a good moment.',
			agreement: 'Yes, that works for me.',
			bye: "No, that's everything. Thanks for calling!",
		},
		{
			hello: 'Speaking. What is it about?',
			agreement: 'Let me check… yes, that is fine.',
			bye: 'No, thank you. Bye.',
		},
		{
			hello: 'Hello? Ah, yes, I was expecting your call.',
			agreement: 'Perfect, please keep it like that.',
			bye: 'All good, have a nice day.',
		},
	],
	transfer: 'Thank you. I will put you through to a colleague now. Is that all right?',
	thanks: 'Wonderful, I have noted that. Is there anything else I can do for you?',
	callback: 'Of course, a colleague will call you back tomorrow morning. Anything else?',
	farewell: 'Thank you for your time. Goodbye!',
	optOut: 'Please stop calling me. Take me off your list.',
	optOutAnswer: 'I am sorry for the disturbance. We will not call you again.',
	optOutBye: 'Thank you. Goodbye.',
	voicemailGreeting: "Hi, you've reached my voicemail. Please leave a message after the tone.",
	voicemailMessage: 'Please call us back when you have a moment. Thank you, goodbye.',
	menu: 'Thank you for calling. For sales, press one. For support, press two.',
	noMenu: 'I will try again later. Goodbye.',
	menuSummary: 'A phone menu answered; nobody was reached.',
	summary: (name, { date, time }) =>
		`${name ?? 'The customer'} confirmed${date || time ? ` ${[date, time].filter(Boolean).join(' at ')}` : ''}.`,
	callbackSummary: (name) => `${name ?? 'The customer'} asked to be called back tomorrow morning.`,
	transferSummary: (name) => `${name ?? 'The customer'} was transferred to a colleague.`,
	voicemailSummary: (name) => `Left a voicemail${name ? ` for ${name}` : ''} asking to call back.`,
	optOutSummary: (name) => `${name ?? 'The customer'} asked not to be called again.`,
};

const es: Script = {
	opening: (topic) => (topic ? `Hola, le llamo para ${topic}.` : 'Hola, ¿tiene un momento?'),
	question: ({ date, time }) =>
		date || time
			? `Tengo anotado ${[date, time].filter(Boolean).join(' a las ')}. ¿Le sigue viniendo bien?`
			: 'Muchas gracias. ¿Le parece bien?',
	answers: [
		{ hello: 'Sí, dígame.', agreement: 'Sí, perfecto.', bye: 'No, eso es todo. ¡Gracias!' },
		{ hello: 'Hola, soy yo.', agreement: 'Sí, me viene bien.', bye: 'Nada más, adiós.' },
	],
	transfer: 'Gracias. Le paso ahora con un compañero, ¿de acuerdo?',
	thanks: 'Estupendo, queda anotado. ¿Puedo ayudarle en algo más?',
	callback: 'Claro, un compañero le llamará mañana. ¿Algo más?',
	farewell: 'Gracias por su tiempo. ¡Hasta luego!',
	optOut: 'Por favor, no me llamen más. Quítenme de su lista.',
	optOutAnswer: 'Disculpe la molestia. No le volveremos a llamar.',
	optOutBye: 'Gracias. Adiós.',
	voicemailGreeting: 'Ahora no puedo atenderle. Deje su mensaje después de la señal.',
	voicemailMessage: 'Llámenos cuando pueda, por favor. Gracias.',
	menu: 'Gracias por llamar. Para ventas, pulse uno. Para soporte, pulse dos.',
	noMenu: 'Volveré a llamar más tarde. Adiós.',
	menuSummary: 'Contestó un menú telefónico; no se habló con nadie.',
	summary: (name, { date, time }) =>
		`${name ?? 'El cliente'} confirmó${date || time ? ` ${[date, time].filter(Boolean).join(' a las ')}` : ''}.`,
	callbackSummary: (name) => `${name ?? 'El cliente'} pidió que le llamen mañana.`,
	transferSummary: (name) => `${name ?? 'El cliente'} fue transferido a un compañero.`,
	voicemailSummary: (name) => `Se dejó un mensaje de voz${name ? ` para ${name}` : ''}.`,
	optOutSummary: (name) => `${name ?? 'El cliente'} pidió que no le llamen más.`,
};

export const SCRIPTS = { en, es } as const;
