using System.Text.Json;
using AiProxy.Cdk.Guards;
using Amazon.CDK;

namespace AiProxy.Cdk;

/// <summary>Makes the template and looks at it before anybody can deploy it.</summary>
internal static class Synthesis
{
    /// <summary>Synthesizes <paramref name="app"/> and holds the template of <paramref name="stack"/> to the rules.</summary>
    /// <returns>The template's file.</returns>
    /// <exception cref="StackInputException">The template breaks a rule; it has been removed again.</exception>
    public static string Run(App app, Stack stack)
    {
        string file = Path.Combine(app.Synth().Directory, stack.StackName + ".template.json");
        try
        {
            using JsonDocument template = JsonDocument.Parse(File.ReadAllText(file));
            TemplateRules.Check(template.RootElement);
            return file;
        }
        catch (StackInputException)
        {
            // A later `cdk deploy --app cdk.out` must not find it.
            File.Delete(file);
            throw;
        }
    }
}
