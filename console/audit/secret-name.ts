const secretName =
  /passw|passphrase|pwd|secret|token|authorization|credential|cookie|(api|access|private|signing|license)[-_]?key/i;

/** Whether a value under this name is nobody's to read: logs and pages hide it. */
export function isSecretName(name: string): boolean {
  return secretName.test(name);
}
