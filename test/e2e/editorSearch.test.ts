import { Editor } from '../support/editor/editor';
import type { Stage } from '../../dev/environment';
import { search } from './editor/search';
import { openTestStage } from './stage';

describe('The search of the nodes panel', () => {
	let stage: Stage | undefined;
	let editor: Editor | undefined;

	beforeAll(async () => {
		stage = await openTestStage();
		editor = await Editor.open(stage);
	});
	afterAll(async () => {
		await editor?.close();
		await stage?.close();
	});

	search(() => ({ stage: stage as Stage, editor: editor as Editor }));
});
