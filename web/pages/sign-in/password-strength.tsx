import { useSay } from '../../i18n/language.tsx';

/** Characters that the server asks for. */
export const shortestPassword = 10;

type Strength = 'short' | 'weak' | 'fair' | 'good' | 'strong';

const widths: Readonly<Record<Strength, string>> = {
  short: '10%',
  weak: '30%',
  fair: '55%',
  good: '80%',
  strong: '100%',
};

/** How long guessing would take, roughly: by length, and by how many different characters there are. */
export function strengthOf(password: string): Strength {
  if (password.length < shortestPassword) return 'short';
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z\d]/].filter((kind) => kind.test(password)).length;
  const different = new Set(password).size;
  if (different < 6) return 'weak';
  const points = password.length + kinds * 3 + Math.min(different, 12);
  if (points < 24) return 'weak';
  if (points < 30) return 'fair';
  return points < 38 ? 'good' : 'strong';
}

/** A meter below a new password. */
export function PasswordStrength({ password }: { readonly password: string }) {
  const say = useSay();
  if (password === '') return null;
  const strength = strengthOf(password);
  return (
    <div className="ms-strength" role="status">
      <div className="ms-strength-bar" aria-hidden="true">
        <div style={{ width: widths[strength] }} />
      </div>
      {say(`signIn.strength.${strength}`, { count: shortestPassword })}
    </div>
  );
}
