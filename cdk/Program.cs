using System.Text.Json;
using AiProxy.Cdk;
using AiProxy.Cdk.Costs;
using AiProxy.Cdk.Functions;
using AiProxy.Cdk.Settings;
using AiProxy.Cdk.Workflow;
using Amazon.CDK;

// Without an argument the functions are packaged and the template is written. With `asl` the workflow's definition, as it would be deployed, goes to
// standard output; nothing is packaged for it, and the template, which stays where CDK_OUTDIR says, is one to look at. With `costs`: what AWS bills.
const string Definition = "asl";
const string Costs = "costs";
if (args is not ([] or [Definition] or [Costs]))
{
    Console.Error.WriteLine($"error: '{string.Join(' ', args)}' is not known; give no argument, '{Definition}' or '{Costs}'.");
    return 2;
}
if (args is [Costs])
{
    Console.Write(CostTable.Write());
    return 0;
}
string? temporary = null;
try
{
    // Set by the CDK command line; without it the template should be found where that would have put it.
    string? folder = System.Environment.GetEnvironmentVariable("CDK_OUTDIR");
    NodeRuntime.Require();
    ProjectFile project = ProjectFile.Find(Directory.GetCurrentDirectory());
    var app = new App(new AppProps
    {
        Outdir = folder ?? (args is [Definition] ? temporary = Directory.CreateTempSubdirectory("aiproxy-cdk-").FullName : Path.Combine(project.Root, "cdk.out")),
        Context = project.Context.ToDictionary(),
    });
    StackSettings settings = StackSettings.Read(app.Node.TryGetContext, project.ContextNames(), project.Root);
    if (args is [Definition])
    {
        settings = settings with { Artifacts = Path.Combine(app.Outdir, "packages") };
        Packaging.MakeEmpty(settings.Artifacts);
    }
    else
    {
        Packaging.Run(settings, project.Root);
    }
    string template = Synthesis.Run(app, new AiProxyStack(app, settings));
    if (args is [Definition])
        Console.Out.Write(ResolvedWorkflow.Of(JsonElement.Parse(File.ReadAllText(template))));
    else if (folder is null)
        Console.WriteLine(template);
    return 0;
}
catch (StackInputException e)
{
    foreach (string problem in e.Problems)
        Console.Error.WriteLine($"error: {problem}");
    return 1;
}
finally
{
    if (temporary is not null)
        Directory.Delete(temporary, recursive: true);
}
