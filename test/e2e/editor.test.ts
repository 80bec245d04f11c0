import { Editor } from '../support/editor/editor';
import { PICTURES_FOLDER } from '../support/editor/pictures';
import type { EditorSession } from '../support/editor/editorSession';
import type { Environment } from '../../dev/environment';
import { agentTool } from './editor/agentTool';
import { credential } from './editor/credential';
import { examples } from './editor/examples';
import { animation } from './editor/animation';
import { firstCall } from './editor/firstCall';
import { makeACall } from './editor/makeACall';
import { makeAndWait } from './editor/makeAndWait';
import { outputPreview } from './editor/outputPreview';
import { safety } from './editor/safety';
import { search } from './editor/search';
import { triggers } from './editor/triggers';
import { openTestEnvironment } from './environment';

describe('In the editor', () => {
	let environment: Environment | undefined;
	let editor: Editor | undefined;

	beforeAll(async () => {
		// Its time stands still until a test advances it, so that a call lasts as long as a test needs.
		environment = await openTestEnvironment({ sandbox: { speed: 0 } });
		editor = await Editor.open(environment);
	});
	afterAll(async () => {
		await editor?.close();
		await environment?.close();
		console.log(`Pictures are in ${PICTURES_FOLDER}`);
	});
	const session = (): EditorSession => ({
		environment: environment as Environment,
		editor: editor as Editor,
	});

	describe('the credential', () => credential(session));
	describe('the first call', () => firstCall(session));
	describe('Make a phone call', () => makeACall(session));
	describe('Make a phone call and wait for the transcript', () => makeAndWait(session));
	describe('Safety', () => safety(session));
	describe('the output of Make and Wait', () => outputPreview(session));
	describe('the triggers', () => triggers(session));
	describe('TopCalls as a tool of an AI agent', () => agentTool(session));
	describe('the examples', () => examples(session));
	describe('the search of the nodes panel', () => search(session));
	describe('the animated picture of a list of people who are called', () => animation(session));
});
