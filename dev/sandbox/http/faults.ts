import { chance } from '../seededRandom';

/** Which requests a rule applies to; missing conditions match everything. */
export interface FaultMatch {
	/** The other host that recordings can live on; without it, the API. */
	host?: 'storage';
	method?: string;
	/**
	 * A path: `*` stands for one segment, `**` at the end for anything, so `/v1/calls` is the list and
	 * the placing of calls only. Or a regular expression, for tests in the same process.
	 */
	path?: string | RegExp;
	/** The called number, or how it ends: of the body when placing, of the call for its own routes. */
	number?: string;
}

/** What goes wrong. */
export type FaultAction =
	/** The connection is destroyed before anything happened. */
	| 'cutBefore'
	/** The request takes effect, then the connection is destroyed without a reply. */
	| 'cutAfter'
	/** The request takes effect, the JSON reply stops half-way (with a matching content-length). */
	| 'truncated'
	/** The request takes effect, half of the reply comes, then the connection is destroyed. */
	| 'cutDuring'
	/** The request takes effect, half of the reply comes, then nothing more. */
	| 'stall'
	/** The request takes effect, a proxy replies 502 with an HTML page. */
	| 'html'
	/** The request takes effect, the reply has its status and no body. */
	| 'empty'
	/** The request takes effect at once, its reply comes this much (real time) later. */
	| { delay: number }
	/** This is answered and nothing happens; with `after`, the request takes effect first. */
	| { status: number; body?: unknown; headers?: Record<string, string>; after?: boolean };

/** When and how requests go wrong. All of share, first, firstOfEach and every that are given must hold. */
export interface FaultRule {
	when?: FaultMatch;
	/** The first n matching requests. */
	first?: number;
	/** The first n matching requests for each called number. */
	firstOfEach?: number;
	/** Every n-th matching request. */
	every?: number;
	/** A share of the matching requests, 0 to 1; the same ones in every run with the same seed. */
	share?: number;
	seed?: number;
	do: FaultAction;
}

/** What a rule can see of a request. */
export interface FaultSubject {
	host?: 'storage';
	method: string;
	path: string;
	number: string | null;
}

interface Counted {
	rule: FaultRule;
	matches: number;
	bySubject: Map<string, number>;
}

/** The rules in force. Every rule counts all its matches; the first rule that fires is carried out. */
export class Faults {
	private rules: Counted[] = [];

	constructor(private readonly settings: { seed: number }) {}

	/** Adds a rule after those already there. */
	add(rule: FaultRule): void {
		this.rules.push({ rule, matches: 0, bySubject: new Map() });
	}

	/** Removes all rules. */
	clear(): void {
		this.rules = [];
	}

	/** The fault of this request; null without one. */
	next(subject: FaultSubject): FaultAction | null {
		let action: FaultAction | null = null;
		for (const counted of this.rules) {
			if (!matches(counted.rule.when ?? {}, subject)) continue;
			const fires = count(counted, subject, this.settings.seed);
			if (fires && action === null) action = counted.rule.do;
		}
		return action;
	}
}

function count(counted: Counted, subject: FaultSubject, defaultSeed: number): boolean {
	const { rule, bySubject } = counted;
	// Counted by subject, so that a run replays even when requests for many numbers overtake each other.
	const name = `${subject.method} ${subject.number ?? subject.path}`;
	const total = (counted.matches += 1);
	const ofSubject = (bySubject.get(name) ?? 0) + 1;
	bySubject.set(name, ofSubject);
	if (rule.first !== undefined && total > rule.first) return false;
	if (rule.firstOfEach !== undefined && ofSubject > rule.firstOfEach) return false;
	if (rule.every !== undefined && total % rule.every !== 0) return false;
	if (rule.share === undefined) return true;
	return chance(rule.seed ?? defaultSeed, name, ofSubject) < rule.share;
}

function matches(when: FaultMatch, subject: FaultSubject): boolean {
	if (when.host !== subject.host) return false;
	if (when.method && when.method.toUpperCase() !== subject.method) return false;
	if (when.number && !subject.number?.endsWith(when.number)) return false;
	if (when.path === undefined) return true;
	const pattern = when.path instanceof RegExp ? when.path : pathPattern(when.path);
	return pattern.test(subject.path);
}

function pathPattern(path: string): RegExp {
	const segments = path.replace(/[.+?^${}()|[\]\\]/g, '\\$&').split('/');
	const parts = segments.map((segment) =>
		segment === '**' ? '.*' : segment.replace('*', '[^/]+'),
	);
	return new RegExp(`^${parts.join('/')}$`);
}
