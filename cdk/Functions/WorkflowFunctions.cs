using AiProxy.Cdk.Settings;
using Amazon.CDK;
using Constructs;

namespace AiProxy.Cdk.Functions;

/// <summary>The four functions of the request path.</summary>
internal sealed class WorkflowFunctions : Construct
{
    // Longest an Express execution lives: the workflow's own deadlines are shorter, and this one must never be what ends a call.
    private static readonly Duration ExpressLimit = Duration.Minutes(5);

    // Work of milliseconds; the rest is for a cold start on little memory.
    private static readonly Duration Brief = Duration.Seconds(15);

    /// <exception cref="StackInputException">A package is missing or is not for the chosen runtime; names every one of them.</exception>
    public WorkflowFunctions(Construct scope, string id, StackSettings settings)
        : base(scope, id)
    {
        FunctionPackage validate = Package("Validate");
        FunctionPackage transform = Package("Transform");
        FunctionPackage callProvider = Package("CallProvider");
        FunctionPackage merge = Package("Merge");
        FunctionPackage[] packages = [validate, transform, callProvider, merge];
        string[] problems = [.. packages.Select(package => package.ProblemFor(settings.Runtime)).OfType<string>()];
        if (problems.Length > 0)
            throw new StackInputException(problems);

        Validate = new(this, validate, settings.MemoryMb, Brief, settings);
        Transform = new(this, transform, settings.MemoryMb, Brief, settings);
        CallProvider = new(this, callProvider, settings.CallProviderMemoryMb, ExpressLimit, settings);
        Merge = new(this, merge, settings.MemoryMb, Brief, settings);

        FunctionPackage Package(string function) => new(function, Path.Combine(settings.Artifacts, function));
    }

    public WorkflowFunction Validate { get; }

    public WorkflowFunction Transform { get; }

    public WorkflowFunction CallProvider { get; }

    public WorkflowFunction Merge { get; }
}
