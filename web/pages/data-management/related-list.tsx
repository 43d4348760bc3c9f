import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Link from '@cloudscape-design/components/link';
import { useSay } from '../../i18n/language.tsx';

/** Entities that belong to the shown one; each opens in its place. */
export function RelatedList(props: {
  readonly title: string;
  readonly items: readonly { readonly id: string; readonly name: string; readonly displayName: string }[];
  readonly onOpen: (id: string) => void;
  readonly isFolded?: boolean;
}) {
  const say = useSay();
  const { items } = props;
  return (
    <ExpandableSection
      headerText={props.title}
      headerCounter={`(${items.length})`}
      defaultExpanded={props.isFolded !== true}
    >
      {items.length === 0 ? (
        say('metadata.none')
      ) : (
        <ul className="ms-related">
          {items.map(({ id, name, displayName }) => (
            <li key={id}>
              <Link
                href={`?sel=${encodeURIComponent(id)}`}
                onFollow={(event) => {
                  event.preventDefault();
                  props.onOpen(id);
                }}
              >
                <span className="ms-text" title={name}>
                  {displayName}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </ExpandableSection>
  );
}
