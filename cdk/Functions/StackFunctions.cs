using AiProxy.Cdk.Data;
using AiProxy.Cdk.Settings;
using Amazon.CDK;
using Constructs;

namespace AiProxy.Cdk.Functions;

/// <summary>Every function: the workflow's four, the front door's two, and the one that AppConfig asks about new routes.</summary>
internal sealed class StackFunctions : Construct
{
    // Work of milliseconds; the rest is for a cold start on little memory.
    private static readonly Duration Brief = Duration.Seconds(15);

    /// <exception cref="StackInputException">A package is missing or is not for the chosen runtime; names every one of them.</exception>
    public StackFunctions(Construct scope, string id, EncryptionKey key, StackSettings settings)
        : base(scope, id)
    {
        Dictionary<string, FunctionPackage> packages = FunctionNames.Packages.ToDictionary(
            name => name, name => new FunctionPackage(name, Path.Combine(settings.Artifacts, name)));
        string[] problems = [.. packages.Values.Select(package => package.ProblemFor(settings.Runtime)).OfType<string>()];
        if (problems.Length > 0)
            throw new StackInputException(problems);

        Validate = Make(FunctionNames.Validate, "checks a request and makes a plan of its route.", settings.MemoryMb, Brief);
        Transform = Make(FunctionNames.Transform, "writes each target's request.", settings.MemoryMb, Brief);
        CallProvider = Make(FunctionNames.CallProvider, "asks one provider.", settings.CallProviderMemoryMb, TimeLimits.CallProvider);
        Merge = Make(FunctionNames.Merge, "makes one answer of several.", settings.MemoryMb, Brief);
        Gateway = Make(FunctionNames.Gateway, "the front door behind API Gateway.", settings.GatewayMemoryMb, TimeLimits.Gateway(settings));
        Authorize = Make(FunctionNames.Authorize, "says who a key belongs to.", settings.AuthorizeMemoryMb, TimeLimits.Authorizer);
        ValidateRoutes = new PackagedFunction(
            this, FunctionNames.ValidateRoutes, packages[FunctionNames.Validate], "checks routes before AppConfig deploys them.",
            settings.MemoryMb, Brief, key, settings);

        PackagedFunction Make(string name, string description, int memoryMb, Duration timeout) =>
            new(this, name, packages[name], description, memoryMb, timeout, key, settings);
    }

    public PackagedFunction Validate { get; }

    public PackagedFunction Transform { get; }

    public PackagedFunction CallProvider { get; }

    public PackagedFunction Merge { get; }

    /// <summary>Behind the API: requests, the list of models, the health check.</summary>
    public PackagedFunction Gateway { get; }

    /// <summary>The API's authorizer.</summary>
    public PackagedFunction Authorize { get; }

    /// <summary>AppConfig's validator, in Validate's package.</summary>
    public PackagedFunction ValidateRoutes { get; }

    /// <summary>The four that the workflow invokes.</summary>
    public IReadOnlyList<PackagedFunction> OfWorkflow => [Validate, Transform, CallProvider, Merge];

    /// <summary>All of them.</summary>
    public IReadOnlyList<PackagedFunction> All => [.. OfWorkflow, Gateway, Authorize, ValidateRoutes];
}
