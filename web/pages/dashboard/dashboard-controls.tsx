import Multiselect from '@cloudscape-design/components/multiselect';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { FilterNode } from '@millstream/studio/spec';
import { FilterBar } from '../../filters/filter-bar.tsx';
import { useSay } from '../../i18n/language.tsx';
import { TimeRangePicker } from '../../time-range/time-range-picker.tsx';
import type { PageTimeRange } from '../../time-range/use-time-range.ts';

/** Platforms that events name. */
const platforms = ['Android', 'iOS', 'Web', 'WeChatMP'];

/** Range, comparison, platforms and filter of all cards. */
export function DashboardControls(props: {
  readonly range: PageTimeRange;
  readonly platforms: readonly string[];
  readonly onPlatforms: (platforms: readonly string[]) => void;
  readonly filter: FilterNode | null;
  readonly onFilter: (filter: FilterNode | null) => void;
}) {
  const say = useSay();
  const options = platforms.map((value) => ({ value, label: value }));
  return (
    <SpaceBetween size="s">
      <div className="ms-controls">
        <TimeRangePicker range={props.range} hasOtherDays={false} grains={[]} />
        <Multiselect
          ariaLabel={say('lifecycle.platforms')}
          placeholder={say('lifecycle.allPlatforms')}
          inlineTokens
          selectedOptions={options.filter(({ value }) => props.platforms.includes(value))}
          options={options}
          onChange={({ detail }) => {
            const chosen = detail.selectedOptions.map(({ value = '' }) => value);
            props.onPlatforms(chosen.length === options.length ? [] : chosen);
          }}
        />
      </div>
      <FilterBar value={props.filter} onChange={props.onFilter} />
    </SpaceBetween>
  );
}
