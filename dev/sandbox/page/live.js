'use strict';

const opened = new Map();
let latest = null;

const element = (name, className, ...children) => {
	const node = document.createElement(name);
	if (className) node.className = className;
	node.append(...children);
	return node;
};

const byId = (id) => document.getElementById(id);

const time = (seconds) =>
	seconds === 0 ? '–' : `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;

function tile(value, label, isAlarm) {
	return element(
		'div',
		isAlarm ? 'tile alarm' : 'tile',
		element('b', '', value),
		element('span', '', label),
	);
}

function drawTiles({ totals, calledAgain, webhooks, requests }) {
	byId('tiles').replaceChildren(
		tile(totals.placed, 'calls made'),
		tile(totals.open, 'in progress'),
		tile(totals.completed, 'completed'),
		tile(totals.failed, 'failed'),
		tile(calledAgain.byNewRun, 'called again by a new run'),
		tile(calledAgain.byRetry, 'called twice by a retry', calledAgain.byRetry > 0),
		tile(webhooks.delivered, 'webhooks delivered'),
		tile(requests, 'API requests'),
	);
}

const AGAIN = {
	byNewRun: 'Called again on purpose: each call has an idempotency key of its own, or none',
	byRetry: 'Called twice under one idempotency key',
};

function times({ ringsOfNumber, again }) {
	const node = element('td', again === 'byRetry' ? 'right twice' : 'right', ringsOfNumber || '–');
	if (again) node.title = AGAIN[again];
	return node;
}

function drawCampaigns({ leads, campaigns }) {
	const parts = campaigns.map(({ name, status, calls }) => `${name}: ${status}, ${calls} calls`);
	if (leads > 0) parts.unshift(`${leads} leads`);
	byId('campaigns').textContent = parts.join(' · ');
}

function pill(call) {
	const kind =
		call.status === 'in_progress'
			? 'live'
			: call.status === 'completed'
				? 'good'
				: call.status === 'failed'
					? 'fair'
					: '';
	const label = call.stage === 'ringing' ? 'ringing' : call.status.replace('_', ' ');
	const ended = call.stage === 'ended' || call.stage === 'processed';
	const more = [call.callStatus, call.answeredBy].filter(
		(text) => text && text !== call.status && text !== 'human',
	);
	return element(
		'span',
		`pill ${kind}`,
		ended && more.length ? `${label} · ${more.join(', ')}` : label,
	);
}

function words({ by, text }) {
	const node = element('div', `words ${by}`);
	if (by === 'assistant' || by === 'user') {
		node.append(element('i', '', by === 'assistant' ? 'AI' : 'Person'));
	}
	node.append(text);
	node.title = text;
	return node;
}

function hooks(call) {
	return call.webhooks.map(({ event, state, tries, last }) => {
		const more = [last && `→ ${last}`, tries > 1 && `×${tries}`].filter(Boolean).join(' ');
		const node = element('span', `hook ${state}`, `${event} ${more}`);
		node.title = `${event}: ${state}, tries: ${tries}${last ? `, last answer: ${last}` : ''}`;
		return node;
	});
}

function row(call) {
	const node = element(
		'tr',
		call.hasDetails ? 'call open-able' : 'call',
		element('td', 'number', call.number),
		element('td', '', pill(call)),
		element('td', '', words(call.words)),
		element('td', 'right', time(call.seconds)),
		times(call),
		element('td', '', ...hooks(call)),
	);
	if (call.hasDetails) node.onclick = () => toggle(call.id);
	return node;
}

async function toggle(id) {
	if (opened.has(id)) {
		opened.delete(id);
	} else {
		const response = await fetch(`/_sandbox/calls/${id}`);
		opened.set(id, details(await response.json()));
	}
	if (latest) drawCalls(latest);
}

function details({ transcript, call_summary: summary }) {
	const audio = element('audio');
	audio.controls = true;
	audio.src = '/_sandbox/page/recording';
	const turns = Array.isArray(transcript) ? transcript : [{ user: 'assistant', text: transcript }];
	const talk = turns.map(({ user, text }) => element('div', `turn ${user}`, text));
	const cell = element('td', '', audio, element('div', 'talk', ...talk), element('p', '', summary));
	cell.colSpan = 6;
	return element('tr', 'details', cell);
}

function drawCalls({ calls }) {
	byId('empty').hidden = calls.length > 0;
	byId('calls').replaceChildren(
		...calls.flatMap((call) =>
			opened.has(call.id) ? [row(call), opened.get(call.id)] : [row(call)],
		),
	);
}

function pace(speed) {
	if (speed === 0) return 'Sandbox time stands still';
	if (speed === 1) return 'Sandbox time, as fast as real time';
	return `Sandbox time, ${speed}× as fast: a minute takes ${Math.round(600 / speed) / 10} s`;
}

function draw(view) {
	latest = view;
	byId('clock').textContent = view.now.slice(11, 19);
	byId('speed').textContent = pace(view.speed);
	drawTiles(view);
	drawCampaigns(view);
	drawCalls(view);
}

byId('address').textContent = location.origin;
new EventSource('/_sandbox/live').onmessage = ({ data }) => draw(JSON.parse(data));
