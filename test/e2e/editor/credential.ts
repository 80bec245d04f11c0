import { step, type EditorSession } from '../../support/editor/editorSession';

/** Everything about the credential that a user sees before the first call. */
export function credential(session: () => EditorSession): void {
	step('can be made from a node', session, async ({ editor }) => {
		await editor.newWorkflow();
		await editor.find('TopCalls');
		await editor.choose('Make a phone call');
		await editor.credentials.create();

		for (const field of ['apiKey', 'baseUrl', 'webhookSecret']) {
			await editor.credentials.field(field).waitFor();
		}
		await editor.credentials.root.getByRole('link', { name: 'topcalls.ai', exact: true }).waitFor();
		await editor.pictures.of(editor.credentials.root, 'credential-new');
	});

	step(
		'its test says that a wrong key is not accepted',
		session,
		async ({ editor, environment }) => {
			await editor.credentials.fill('apiKey', 'tc_live_wrong');
			await editor.credentials.fill('baseUrl', environment.sandbox.url);
			await editor.credentials.save();

			await editor.credentials.failure('TopCalls does not accept the API key');
			await editor.pictures.of(editor.credentials.root, 'credential-wrong-key');
		},
	);

	step(
		'its test says that a wrong Base URL cannot be reached',
		session,
		async ({ editor, environment }) => {
			await editor.credentials.fill('apiKey', environment.sandbox.apiKey);
			await editor.credentials.fill('baseUrl', 'http://127.0.0.1:9');
			await editor.credentials.save();

			await editor.credentials.failure('http://127.0.0.1:9 could not be reached');
			await editor.pictures.of(editor.credentials.root, 'credential-wrong-url');
		},
	);

	step('its test is green when all is well', session, async ({ editor, environment }) => {
		await editor.credentials.fill('baseUrl', environment.sandbox.url);
		await editor.credentials.save();
		await editor.credentials.saved();

		await editor.credentials.edit();
		await editor.credentials.success();
		await editor.pictures.of(editor.credentials.root, 'credential');
		await editor.credentials.close();
		expect(environment.sandbox.rings()).toEqual({});
	});
}
