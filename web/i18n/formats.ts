import { useMemo } from 'react';
import { useSpeech } from './language.tsx';

/** Numbers, durations, bytes and days as ux.md 3.2 writes them, in the person's language. */
export interface Formats {
  /** 12,431 */
  count(value: number | null | undefined): string;
  /** 12.4K, 1.2万 */
  compact(value: number | null | undefined): string;
  /** A share of 1: 33.33% with 2 digits, 33.3% with 1. */
  rate(value: number | null | undefined, digits?: number): string;
  /** A share of 1 with its sign: +12.3%. */
  change(value: number | null | undefined): string;
  /** A number with its sign, one digit after the point: +2.1. */
  signed(value: number | null | undefined): string;
  /** Any number, at most `digits` (2) after the point. */
  number(value: number | null | undefined, digits?: number): string;
  /** 840 ms · 42.3 s · 3 m 07 s · 2 h 05 m · 3 d 4 h */
  duration(ms: number | null | undefined): string;
  /** A long time, roughly: 12 days · 7 months · 3 years. */
  span(ms: number): string;
  /** 1.2 GB, decimal. */
  bytes(value: number | null | undefined): string;
  /** `2026-03-04` -> 4 Mar 2026 */
  day(date: string): string;
  /** Two days as one range. */
  days(from: string, to: string): string;
  /** An instant (epoch ms) on the clock of a zone: 4 Mar 2026, 14:31:08. */
  moment(ms: number, timeZone: string): string;
  /** An instant on the clock of a zone: 14:31:08. */
  clock(ms: number, timeZone: string): string;
  /** 6 seconds ago, in words of the language. */
  ago(ms: number): string;
}

const missing = '–';
const two = (value: number) => String(Math.floor(value)).padStart(2, '0');

function durationText(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  const seconds = ms / 1_000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const minutes = seconds / 60;
  if (minutes < 60) return `${Math.floor(minutes)} m ${two(seconds % 60)} s`;
  const hours = minutes / 60;
  if (hours < 24) return `${Math.floor(hours)} h ${two(minutes % 60)} m`;
  return `${Math.floor(hours / 24)} d ${Math.floor(hours % 24)} h`;
}

const byteUnits = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;

function bytesText(value: number): string {
  const power = value < 1 ? 0 : Math.min(byteUnits.length - 1, Math.floor(Math.log10(value) / 3));
  const scaled = value / 1_000 ** power;
  return `${power === 0 ? scaled : scaled.toFixed(scaled < 10 ? 1 : 0)} ${byteUnits[power]}`;
}

const agoUnits = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

function agoText(format: Intl.RelativeTimeFormat, ms: number): string {
  const [unit, size] = agoUnits.find(([, unitMs]) => ms >= unitMs) ?? (['second', 1_000] as const);
  return format.format(-Math.round(ms / size), unit);
}

const spanUnits = [
  ['year', 365.25, 730],
  ['month', 30.4375, 60],
  ['day', 1, 0],
] as const;

function spanText(tag: string, ms: number): string {
  const days = Math.max(0, ms / 86_400_000);
  const [unit, size] = spanUnits.find(([, , fromDays]) => days >= fromDays) ?? (['day', 1] as const);
  return new Intl.NumberFormat(tag, {
    style: 'unit',
    unit,
    unitDisplay: 'long',
    maximumFractionDigits: 0,
  }).format(days / size);
}

/** Formats of one language. */
export function createFormats(tag: string): Formats {
  const whole = new Intl.NumberFormat(tag, { maximumFractionDigits: 0 });
  const small = new Intl.NumberFormat(tag, { notation: 'compact', maximumFractionDigits: 1 });
  const fractions = (digits: number) => new Intl.NumberFormat(tag, { maximumFractionDigits: digits });
  const percent = (digits: number) =>
    new Intl.NumberFormat(tag, {
      style: 'percent',
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
  const signs = { signDisplay: 'exceptZero', maximumFractionDigits: 1 } as const;
  const signedPercent = new Intl.NumberFormat(tag, { ...signs, style: 'percent' });
  const signedNumber = new Intl.NumberFormat(tag, signs);
  const dayFormat = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeZone: 'UTC' });
  const noon = (date: string) => new Date(`${date.slice(0, 10)}T12:00:00Z`);
  const relative = new Intl.RelativeTimeFormat(tag, { style: 'short' });
  const or = (value: number | null | undefined, text: (known: number) => string) =>
    value === null || value === undefined || Number.isNaN(value) ? missing : text(value);
  return {
    count: (value) => or(value, (known) => whole.format(known)),
    compact: (value) => or(value, (known) => small.format(known)),
    rate: (value, digits = 2) => or(value, (known) => percent(digits).format(known)),
    change: (value) => or(value, (known) => signedPercent.format(known)),
    signed: (value) => or(value, (known) => signedNumber.format(known)),
    number: (value, digits = 2) => or(value, (known) => fractions(digits).format(known)),
    duration: (ms) => or(ms, durationText),
    span: (ms) => spanText(tag, ms),
    bytes: (value) => or(value, bytesText),
    day: (date) => dayFormat.format(noon(date)),
    days: (from, to) =>
      from === to ? dayFormat.format(noon(from)) : dayFormat.formatRange(noon(from), noon(to)),
    moment: (ms, timeZone) =>
      new Intl.DateTimeFormat(tag, {
        dateStyle: 'medium',
        timeStyle: 'medium',
        hour12: false,
        timeZone,
      }).format(ms),
    clock: (ms, timeZone) =>
      new Intl.DateTimeFormat(tag, { timeStyle: 'medium', hour12: false, timeZone }).format(ms),
    ago: (ms) => agoText(relative, Math.max(0, ms)),
  };
}

/** Formats of the page's language. */
export function useFormats(): Formats {
  const { tag } = useSpeech();
  return useMemo(() => createFormats(tag), [tag]);
}
