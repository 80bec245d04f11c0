import type { IDataObject, IHttpRequestMethods, INodeProperties } from 'n8n-workflow';

import { pathOf } from '../../shared/client/path';
import { TopCallsError } from '../../shared/errors/TopCallsError';
import { isJsonObject } from '../../shared/json';
import { readId } from '../fields/readId';
import { labelsOf, readItem, type FieldReader, type FieldValues } from '../fields/readFields';
import type { Operation, SideEffect } from './operation';
import type { Run } from './run';
import { scopeHint } from '../../shared/client/scopes';

/** One endpoint of the API as an operation of the node: a request per item. */
export interface Endpoint {
	/** The operation's name, which makes its idempotency keys differ from those of other operations. */
	action: string;
	method: IHttpRequestMethods;
	/** Such as `/v1/leads/{leadId}`: braces name a field without `routing.send` that holds an ID, which goes there. */
	path: string;
	/** What is filled in; each field says by `routing.send` where its value goes. */
	fields: INodeProperties[];
	readers?: Record<string, FieldReader>;
	/**
	 * Whether the request may be sent again when its reply was lost: `key` when the API takes an Idempotency-Key,
	 * a function where it depends on what is sent. Reads may always.
	 */
	idempotent?: boolean | 'key' | ((values: FieldValues) => boolean);
	/** Checks fields against each other and may complete them. @throws UserError */
	complete?(values: FieldValues): FieldValues;
	/** Looks up what the path needs, such as the ID of a lead that was given by its number. @throws UserError, TopCallsError */
	resolve?(run: Run, values: FieldValues, itemIndex: number): Promise<FieldValues>;
	/** The scope that the API key needs, such as `leads:read`. */
	scope: string;
	/** What is output for what the API answered. Without it, the answer itself. */
	output?(answer: unknown, values: FieldValues): IDataObject;
	/** Turns a refusal of the API into the words of the resource. */
	explain?(error: TopCallsError, run: Run, values: FieldValues, itemIndex: number): Promise<Error>;
	/** What an error about an item contains in addition to its message. Without it, what the path names. */
	describe?(values: FieldValues): IDataObject;
	sideEffect?: SideEffect;
	hints?: Record<number, string>;
}

/** Makes the operation and its fields from the description of an endpoint. */
export function endpoint(description: Endpoint): {
	fields: INodeProperties[];
	operation: Operation<FieldValues>;
} {
	const { path, fields, sideEffect, hints, scope, complete = (values) => values } = description;
	const ids = namesIn(path);
	const readers = {
		...Object.fromEntries(ids.map((name) => [name, readId])),
		...description.readers,
	};
	const describe = description.describe ?? (({ other }) => idsOf(ids, other));
	const operation: Operation<FieldValues> = {
		parse: (context, itemIndex) => complete(readItem(context, itemIndex, fields, readers)),
		execute: async (run, values, itemIndex) => [
			{ json: await send(description, run, values, itemIndex) },
		],
		describeItem: describe,
		fieldNames: labelsOf(fields),
		sideEffect,
		mayRepeat: (values) => mayRepeat(description, values),
		hints: { 403: scopeHint(scope), ...hints },
	};
	return { fields, operation };
}

async function send(
	description: Endpoint,
	run: Run,
	given: FieldValues,
	itemIndex: number,
): Promise<IDataObject> {
	const { action, method, path: template, resolve, output = asObject, explain } = description;
	const values = resolve ? await resolve(run, given, itemIndex) : given;
	const { body, query, other } = values;
	const path = pathFor(template, other);
	const request = {
		method,
		path,
		...(Object.keys(query).length > 0 && { query }),
		...(Object.keys(body).length > 0 && { body }),
		...(description.idempotent === 'key'
			? { idempotencyKey: run.keyFor(action, itemIndex, path, body) }
			: { idempotent: mayRepeat(description, values) }),
	};
	const answer = await run.client
		.request(request, itemIndex, (json) => output(json, values))
		.catch((error: Error) => error);
	if (!(answer instanceof Error)) return answer;
	if (!(answer instanceof TopCallsError)) throw answer;
	// An earlier attempt, whose reply was lost, has deleted it.
	if (
		method === 'DELETE' &&
		answer.status === 404 &&
		answer.mayHaveSucceeded &&
		!answer.isForeign
	) {
		return output({}, values);
	}
	throw explain ? await explain(answer, run, values, itemIndex) : answer;
}

function mayRepeat({ method, idempotent }: Endpoint, values: FieldValues): boolean {
	if (typeof idempotent === 'function') return idempotent(values);
	return idempotent === undefined ? method === 'GET' : Boolean(idempotent);
}

/** The fields whose values go into a path. */
function namesIn(template: string): string[] {
	return [...template.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
}

/** What identifies the item, under the API's names, such as `lead_id`. */
function idsOf(names: string[], values: Record<string, unknown>): IDataObject {
	const snakeCase = (name: string) =>
		name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
	return Object.fromEntries(names.map((name) => [snakeCase(name), String(values[name])]));
}

/** Fills the values of fields into a path, so that no value can change what the path means. */
function pathFor(template: string, values: Record<string, unknown>): string {
	const [root = '', ...segments] = template.split('/');
	const filled = segments.map((segment) =>
		segment.replace(/^\{(\w+)\}$/, (_, name: string) => String(values[name])),
	);
	return pathOf(root, ...filled);
}

function asObject(answer: unknown): IDataObject {
	return (isJsonObject(answer) ? answer : {}) as IDataObject;
}
