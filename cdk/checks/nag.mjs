// cdk-nag over a synthesized template: prints one JSON line a finding, {rule, resource, text}. It judges nothing: cdk/lint does.
//   node nag.mjs TEMPLATE
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { App, LegacyStackSynthesizer, Stack, Validations } from 'aws-cdk-lib';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';

const findings = [];

// The library prints findings for people and exits 0 whatever they are; this keeps them as data.
const recording = Pack => class extends Pack {
  validate(context) {
    const report = super.validate(context);
    for (const violation of report.violations) {
      for (const place of violation.violatingConstructs ?? violation.violatingResources) {
        const resource = place.resourceLogicalId ?? place.cloudFormationResource?.logicalId ?? place.constructPath?.split('/').at(-1);
        findings.push({ rule: violation.ruleName, resource, text: violation.description });
      }
    }
    return { success: true, violations: [] };
  }
};

const outdir = mkdtempSync(join(tmpdir(), 'aiproxy-nag-'));
try {
  const app = new App({ outdir, analyticsReporting: false });
  // This synthesizer adds nothing of its own to the template.
  const stack = new Stack(app, 'Checked', { synthesizer: new LegacyStackSynthesizer() });
  new CfnInclude(stack, 'Template', { templateFile: resolve(process.argv[2]) });
  Validations.of(app).addPlugins(new (recording(AwsSolutionsChecks))(app), new (recording(ServerlessChecks))(app));
  app.synth();
} finally {
  rmSync(outdir, { recursive: true, force: true });
}
if (findings.length === 0) {
  // A stack of this size has some; none at all means that the packs did not run.
  console.error('cdk-nag found nothing at all: it did not run.');
  process.exit(1);
}
for (const finding of findings) console.log(JSON.stringify(finding));
