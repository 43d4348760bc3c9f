import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import { useSay } from '../../i18n/language.tsx';
import { EmptyState } from '../../panel/panel-states.tsx';
import { type SpecTree, valueAt } from '../wizard/spec-tree.ts';
import { wizardSteps } from '../wizard/wizard-fields.ts';
import { useFieldText } from './field-text.ts';
import type { PipelineView } from './pipeline-types.ts';

/** Values of one part of the pipeline, with what fixes those that the console cannot change. */
export function ValuesTab(props: {
  readonly pipeline: PipelineView;
  readonly title: string;
  readonly prefixes: readonly string[];
}) {
  const say = useSay();
  const text = useFieldText();
  const { spec, fixed } = props.pipeline;
  if (spec === null) return null;
  const tree: SpecTree = { ...spec };
  const fields = wizardSteps
    .flat()
    .flatMap((group) => group.fields)
    .filter(({ path }) => props.prefixes.some((prefix) => path === prefix || path.startsWith(`${prefix}.`)))
    .filter(({ isShown }) => isShown?.(tree) ?? true);
  if (props.prefixes.includes('labels') && spec.labels.length === 0)
    return <EmptyState text={say('pipeline.noLabels')} height={120} />;
  return (
    <Container header={<Header variant="h2">{props.title}</Header>}>
      <KeyValuePairs
        columns={3}
        items={fields.map(({ path, kind }) => {
          const reason = fixed.find(({ field }) => field === path);
          return {
            label: text.label(path),
            value: (
              <>
                <span className="ms-text">
                  {kind === 'secret' ? '***' : text.value(path, valueAt(tree, path))}
                </span>
                {reason && (
                  <Box variant="small" color="text-body-secondary">
                    {say(`wizard.fixed.${reason.source}`)}
                  </Box>
                )}
              </>
            ),
          };
        })}
      />
    </Container>
  );
}
