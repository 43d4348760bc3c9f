import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createSecureContext } from 'node:tls';
import type { PipelineSpec } from '@millstream/console';

/** What a certificate says, as far as a pipeline needs it. */
export type CertificateReport =
  | { readonly kind: 'unreadable'; readonly certFile: string }
  | {
      readonly kind: 'read';
      readonly certFile: string;
      readonly isForDomain: boolean;
      /** Epoch ms. */
      readonly endsAtMs: number;
    };

/** Reads the certificates of a pipeline with their keys. */
export function readCertificates({ ingestion }: PipelineSpec): Promise<CertificateReport[]> {
  const { certificates, domain } = ingestion.https;
  return Promise.all(
    certificates.map(async ({ certFile, keyFile }): Promise<CertificateReport> => {
      try {
        const [cert, key] = await Promise.all([readFile(certFile), readFile(keyFile)]);
        createSecureContext({ cert, key });
        const subject = new X509Certificate(cert);
        const isForDomain = domain === '' || subject.checkHost(domain) !== undefined;
        return { kind: 'read', certFile, isForDomain, endsAtMs: Date.parse(subject.validTo) };
      } catch {
        return { kind: 'unreadable', certFile };
      }
    }),
  );
}
