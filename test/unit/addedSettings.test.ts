import {
	NodeHelpers,
	type IDataObject,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyCollection,
} from 'n8n-workflow';

import { TopCalls } from '../../nodes/TopCalls/TopCalls.node';
import { TopCallsPollingTrigger } from '../../nodes/TopCallsPollingTrigger/TopCallsPollingTrigger.node';
import { TopCallsTrigger } from '../../nodes/TopCallsTrigger/TopCallsTrigger.node';

const properties = [TopCalls, TopCallsTrigger, TopCallsPollingTrigger].flatMap(
	(Node) => new Node().description.properties,
);

/** Each setting that consists of several fields and can be added to a collection, such as Calling Hours to Safety. */
const settings = properties
	.filter(({ type }) => type === 'collection')
	.flatMap((collection) =>
		((collection.options ?? []) as INodeProperties[])
			// A list, such as Variables, counts by what is in it.
			.filter((field) => field.type === 'fixedCollection' && !field.typeOptions?.multipleValues)
			.map((setting): [string, INodeProperties, INodeProperties] => [
				`${collection.displayName} › ${setting.displayName}`,
				collection,
				setting,
			]),
	);

/** What a saved workflow holds of the parameters in the editor, and a run then reads. */
function savedAndRun(collection: INodeProperties, value: IDataObject): IDataObject {
	const shown = { ...collection, displayOptions: undefined };
	const pass = (parameters: INodeParameters, withDefaults: boolean) =>
		NodeHelpers.getNodeParameters([shown], parameters, withDefaults, false, null, null)!;
	const saved = pass({ [collection.name]: value } as INodeParameters, false);
	return pass(saved, true)[collection.name] as IDataObject;
}

test('there are such settings', () => {
	expect(settings.map(([name]) => name)).toContain('Safety › Calling Hours');
});

test.each(settings)('%s counts with its defaults once it is added', (_, collection, setting) => {
	const [group, ...others] = setting.options as INodePropertyCollection[];
	const read = savedAndRun(collection, { [setting.name]: setting.default as IDataObject });

	expect(others).toEqual([]);
	expect(Object.keys(read[setting.name] as IDataObject)).toEqual([group!.name]);
	const values = (read[setting.name] as IDataObject)[group!.name] as IDataObject;
	for (const { name, displayOptions, default: preset } of group!.values) {
		if (!displayOptions) expect(values[name]).toEqual(preset);
	}
});

test.each(settings)('%s is not forgotten when its fields are removed', (_, collection, setting) => {
	expect(savedAndRun(collection, { [setting.name]: {} })).toEqual({ [setting.name]: {} });
});

test.each(settings)('%s is kept by n8n 1.x too, which forgets what may hold several', (...at) => {
	expect(at[2].typeOptions).toMatchObject({ multipleValues: false });
});

test('Options › Variables keeps its entries, those without a value too', () => {
	const options = properties.find(({ name }) => name === 'options') as INodeProperties;
	const values = [
		{ name: 'company', value: '={{ $json.company }}' },
		{ name: 'note', value: '' },
	];

	expect(savedAndRun(options, { variables: { values } })).toEqual({ variables: { values } });
});
