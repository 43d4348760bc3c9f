import type { Language } from '@millstream/core';

/** What changed about users against the equally long period before. */
export interface UserFacts {
  readonly subject: 'users';
  readonly activeUsers: number;
  readonly activeUsersBefore: number;
  readonly newUsers: number;
  readonly newUsersBefore: number;
}
/** Where most new users come from; null without any. */
export interface CountryFacts {
  readonly subject: 'country';
  readonly country: string | null;
  readonly newUsers: number;
  /** Of all new users, 0 to 1. */
  readonly share: number | null;
}
/** The most frequent event and page or screen, and how engagement changed; null without any. */
export interface EngagementFacts {
  readonly subject: 'engagement';
  readonly event: string | null;
  readonly eventShare: number | null;
  readonly content: string | null;
  readonly contentViews: number;
  readonly engagementRate: number | null;
  readonly engagementRateBefore: number | null;
}
/** Computed facts that a sentence tells. */
export type InsightFacts = UserFacts | CountryFacts | EngagementFacts;

interface Writer {
  count(value: number): string;
  share(value: number): string;
  /** How a number moved; the words of `rose` and `fell` take the change. */
  moved(now: number, before: number, name: string): string;
}

function writer(language: Language): Writer {
  const [whole, percent] = [
    new Intl.NumberFormat(language),
    new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }),
  ];
  const chinese = language === 'zh-CN';
  return {
    count: (value) => whole.format(value),
    share: (value) => percent.format(value),
    moved(now, before, name) {
      const to = whole.format(now);
      if (now === before) return chinese ? `${name}保持在 ${to}` : `${name} stayed at ${to}`;
      if (before === 0) return chinese ? `${name}从 0 增至 ${to}` : `${name} rose from 0 to ${to}`;
      const change = percent.format(Math.abs(now / before - 1));
      if (chinese) return `${name}${now > before ? '增长' : '下降'} ${change}，为 ${to}`;
      return `${name} ${now > before ? 'rose' : 'fell'} ${change} to ${to}`;
    },
  };
}

function userSentence(facts: UserFacts, language: Language): string {
  const { moved } = writer(language);
  const { activeUsers, activeUsersBefore, newUsers, newUsersBefore } = facts;
  return language === 'zh-CN'
    ? `${moved(activeUsers, activeUsersBefore, '活跃用户')}；${moved(newUsers, newUsersBefore, '新用户')}。`
    : `${moved(activeUsers, activeUsersBefore, 'Active users')}; ${moved(newUsers, newUsersBefore, 'new users')}.`;
}

function countrySentence({ country, newUsers, share }: CountryFacts, language: Language): string {
  const write = writer(language);
  const chinese = language === 'zh-CN';
  if (country === null || share === null) return chinese ? '该时段没有新用户。' : 'There were no new users.';
  return chinese
    ? `最多的新用户来自 ${country}：${write.count(newUsers)}，占 ${write.share(share)}。`
    : `Most new users came from ${country}: ${write.count(newUsers)}, ${write.share(share)} of all.`;
}

function engagementSentence(facts: EngagementFacts, language: Language): string {
  const write = writer(language);
  const chinese = language === 'zh-CN';
  const { event, eventShare, content, contentViews, engagementRate, engagementRateBefore } = facts;
  if (event === null || eventShare === null) return chinese ? '该时段没有事件。' : 'There were no events.';
  const parts = [
    chinese
      ? `最常见的事件是 ${event}，占 ${write.share(eventShare)}`
      : `The most frequent event was ${event}, ${write.share(eventShare)} of all`,
  ];
  if (content !== null) {
    const views = write.count(contentViews);
    parts.push(
      chinese ? `浏览最多的是 ${content}（${views} 次）` : `the most viewed was ${content} (${views} views)`,
    );
  }
  if (engagementRate !== null && engagementRateBefore !== null) {
    const [now, before] = [write.share(engagementRate), write.share(engagementRateBefore)];
    parts.push(
      chinese
        ? `互动率为 ${now}，之前为 ${before}`
        : `the engagement rate was ${now}, before it was ${before}`,
    );
  }
  return chinese ? `${parts.join('；')}。` : `${parts.join('; ')}.`;
}

/** The sentence that tells computed facts, and nothing else. */
export function insightSentence(facts: InsightFacts, language: Language): string {
  switch (facts.subject) {
    case 'users':
      return userSentence(facts, language);
    case 'country':
      return countrySentence(facts, language);
    case 'engagement':
      return engagementSentence(facts, language);
  }
}
