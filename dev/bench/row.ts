import type { Figures } from './figures';
import type { Workshop } from './workshop';

/** One of the things that are compared. */
export interface Contender {
	name: string;
	/** One measurement. */
	measure(): Promise<Figures>;
}

/** A column of a row's table. */
export interface Column {
	/** Under which the contenders give the figure. */
	key: string;
	title: string;
	/** Digits behind the point. */
	digits?: number;
}

/** A figure of a row that is aimed at. */
export interface Goal {
	title: string;
	/** Such as “≤ 1.3”. */
	wanted: string;
	/** None for a figure that is only told beside the others. */
	isMet?(value: number): boolean;
	/** The figure of one round, out of the figures of its contenders. */
	figure(figuresOf: (contender: string) => Figures): number;
	digits?: number;
}

/** One question of the benchmark: who is compared, by what, and how it is measured. */
export interface Row {
	/** For `npm run bench -- <name>`. */
	name: string;
	title: string;
	/** What is measured and how, in Markdown. */
	how: string;
	columns: Column[];
	goals: Goal[];
	/** What the figures do not say by themselves, in Markdown. */
	remarks: string[];
	/** Whether each contender is run once before the rounds that count. */
	warmUp: boolean;
	/** Gets everything ready; the workshop puts it away again. */
	prepare(workshop: Workshop): Promise<Contender[]>;
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
