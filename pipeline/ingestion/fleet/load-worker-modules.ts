/** Loads all that worker processes may load, so that Node's compile cache holds it before the first of them starts. */
export async function loadWorkerModules(): Promise<void> {
  await Promise.all([
    import('./worker-main.ts'),
    import('../auth/oidc-sender-gate.ts'),
    import('../tls/certificate-watch.ts'),
    import('../tls/secure-listener.ts'),
  ]);
}
