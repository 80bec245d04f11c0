import type { Figures } from './figures';
import type { Environments } from './environments';

/** One of the things that are compared. */
export interface Contender {
	name: string;
	/** One measurement. */
	measure(): Promise<Figures>;
}

/** A column of a row's table. */
export interface Column {
	/** The key of the figure. */
	key: string;
	title: string;
	/** Digits after the decimal point. */
	digits?: number;
}

/** A target for a figure of a row. */
export interface Goal {
	title: string;
	/** Such as “≤ 1.3”. */
	wanted: string;
	/** Missing for a figure that is only shown for comparison. */
	isMet?(value: number): boolean;
	/** Computes the figure of one round from the figures of its contenders. */
	figure(figuresOf: (contender: string) => Figures): number;
	digits?: number;
}

/** One question of the benchmark: what is compared, and how it is measured. */
export interface Row {
	/** For `npm run bench -- <name>`. */
	name: string;
	title: string;
	/** What is measured and how, in Markdown. */
	how: string;
	columns: Column[];
	goals: Goal[];
	/** What explains the figures, in Markdown. */
	remarks: string[];
	/** Whether each contender is run once before the rounds that count. */
	warmUp: boolean;
	/** Prepares everything; the environments are closed after the row. */
	prepare(environments: Environments): Promise<Contender[]>;
}

export const atMost = (limit: number) => ({
	wanted: `≤ ${limit}`,
	isMet: (value: number) => value <= limit,
});

export const atLeast = (limit: number) => ({
	wanted: `≥ ${limit}`,
	isMet: (value: number) => value >= limit,
});

export const exactly = (wanted: number) => ({
	wanted: String(wanted),
	isMet: (value: number) => value === wanted,
});

export const noGoal = { wanted: '' };
