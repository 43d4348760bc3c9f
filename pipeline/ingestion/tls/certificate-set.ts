import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createSecureContext, type SecureContext } from 'node:tls';
import { CodedError } from '@millstream/core';

/** One certificate on disk. */
export interface CertificateFiles {
  /** PEM: the certificate, then the chain up to the root. */
  readonly certFile: string;
  /** PEM, without a passphrase. */
  readonly keyFile: string;
}

/** Certificates ready for handshakes. */
export interface CertificateSet {
  /** For clients that name no server, or one that no certificate is for: the first of the list. */
  readonly fallback: { readonly cert: Buffer; readonly key: Buffer };
  /** The context of the first certificate that is for `serverName`; wildcards count. */
  contextFor(serverName: string): SecureContext;
}

interface Certificate {
  readonly cert: Buffer;
  readonly key: Buffer;
  readonly context: SecureContext;
  readonly subject: X509Certificate;
}

/** Reads certificates with their keys. @throws CodedError TLS_CERTIFICATE_INVALID naming the first that is no use */
export async function loadCertificates(list: readonly CertificateFiles[]): Promise<CertificateSet> {
  const certificates = await Promise.all(list.map(loadCertificate));
  const [fallback] = certificates;
  if (!fallback) throw new CodedError('TLS_CERTIFICATE_INVALID', { certFile: '(none configured)' });
  return {
    fallback,
    contextFor(serverName) {
      const match = certificates.find(({ subject }) => subject.checkHost(serverName) !== undefined);
      return (match ?? fallback).context;
    },
  };
}

async function loadCertificate({ certFile, keyFile }: CertificateFiles): Promise<Certificate> {
  try {
    const [cert, key] = await Promise.all([readFile(certFile), readFile(keyFile)]);
    const context = createSecureContext({ cert, key, minVersion: 'TLSv1.2' });
    return { cert, key, context, subject: new X509Certificate(cert) };
  } catch (cause) {
    throw new CodedError('TLS_CERTIFICATE_INVALID', { certFile }, { cause });
  }
}
