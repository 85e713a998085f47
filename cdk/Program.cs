using AiProxy.Cdk;
using AiProxy.Cdk.Settings;
using Amazon.CDK;

try
{
    // Set by the CDK command line; without it the template should be found where that would have put it.
    string? folder = System.Environment.GetEnvironmentVariable("CDK_OUTDIR");
    NodeRuntime.Require();
    ProjectFile project = ProjectFile.Find(Directory.GetCurrentDirectory());
    var app = new App(new AppProps
    {
        Outdir = folder ?? Path.Combine(project.Root, "cdk.out"),
        Context = project.Context.ToDictionary(),
    });
    StackSettings settings = StackSettings.Read(app.Node.TryGetContext, project.ContextNames(), project.Root);
    string template = Synthesis.Run(app, new AiProxyStack(app, settings));
    if (folder is null)
        Console.WriteLine(template);
    return 0;
}
catch (StackInputException e)
{
    foreach (string problem in e.Problems)
        Console.Error.WriteLine($"error: {problem}");
    return 1;
}
