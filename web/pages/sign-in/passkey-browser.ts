import { callApi } from '../../api/call-api.ts';

/** Options of a ceremony as the server writes them, with the name to answer under. */
interface Ceremony<Options> {
  readonly challengeId: string;
  readonly options: Options;
}

/** Whether this browser can use passkeys here: it needs https, or this machine. */
export function canUsePasskeys(): boolean {
  return (
    window.isSecureContext &&
    'PublicKeyCredential' in window &&
    typeof PublicKeyCredential.parseRequestOptionsFromJSON === 'function'
  );
}

function publicKeyOf(credential: Credential | null): ReturnType<PublicKeyCredential['toJSON']> {
  if (!(credential instanceof PublicKeyCredential)) throw new Error('no passkey was chosen');
  return credential.toJSON();
}

/** Signs in with a passkey that the person chooses. @throws ApiError, or the browser's reason when it was dismissed */
export async function signInByPasskey(): Promise<void> {
  const path = '/auth/passkey';
  const begun = await callApi<Ceremony<PublicKeyCredentialRequestOptionsJSON>>({
    method: 'POST',
    path: `${path}/options`,
    body: {},
  });
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(begun.options);
  const response = publicKeyOf(await navigator.credentials.get({ publicKey }));
  await callApi({ path: `${path}/verify`, body: { challengeId: begun.challengeId, response } });
}

/** Makes a passkey for the signed-in person. @throws ApiError, or the browser's reason when it was dismissed */
export async function addPasskey(name: string): Promise<void> {
  const path = '/me/passkeys';
  const begun = await callApi<Ceremony<PublicKeyCredentialCreationOptionsJSON>>({
    method: 'POST',
    path: `${path}/options`,
    body: {},
  });
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(begun.options);
  const response = publicKeyOf(await navigator.credentials.create({ publicKey }));
  await callApi({ path, body: { challengeId: begun.challengeId, response, name } });
}

/** Whether the person closed the browser's own dialog. */
export function isDismissed(error: unknown): boolean {
  return error instanceof DOMException && (error.name === 'NotAllowedError' || error.name === 'AbortError');
}
