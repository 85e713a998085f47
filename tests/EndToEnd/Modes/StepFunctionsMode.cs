using AiProxy.Contracts.Payloads;
using AiProxy.EndToEnd.Tests.StepFunctions;
using AiProxy.Host;
using AiProxy.Host.Projects;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AiProxy.EndToEnd.Tests.Modes;

/// <summary>
/// A host that runs its workflows on Step Functions: the front one, which tests talk to, starts executions at an endpoint that runs them on the engine
/// and the functions of a second host. Both have the same routes and the same file of records; payloads are the second host's, as a bucket would be.
/// </summary>
/// <remarks>What is the engine's own in this process, and so not the deployment's, has the trait <see cref="Needs"/> = <see cref="EmbeddedEngine"/>.</remarks>
internal sealed class StepFunctionsMode : IAsyncDisposable
{
    /// <summary>The variable that chooses how hosts are started.</summary>
    public const string Variable = "AIPROXY_E2E_MODE";

    /// <summary>The trait's name.</summary>
    public const string Needs = "Needs";

    /// <summary>
    /// The trait's value where a test looks at what only one process can have: an execution that ends with its caller, workflow files read again while
    /// the host runs.
    /// </summary>
    public const string EmbeddedEngine = "EmbeddedEngine";

    private StepFunctionsMode(WebApplication functions, StepFunctionsEndpoint endpoint, WebApplication front) =>
        (Functions, Endpoint, Front) = (functions, endpoint, front);

    /// <summary>Whether this run is in the mode.</summary>
    public static bool IsChosen => string.Equals(Environment.GetEnvironmentVariable(Variable), "stepfunctions", StringComparison.OrdinalIgnoreCase);

    /// <summary>The host whose engine and functions run the executions.</summary>
    public WebApplication Functions { get; }

    /// <summary>Where executions are started.</summary>
    public StepFunctionsEndpoint Endpoint { get; }

    /// <summary>The host that is talked to.</summary>
    public WebApplication Front { get; }

    /// <summary>Starts both hosts.</summary>
    /// <param name="routesFile">The routes of both.</param>
    /// <param name="arguments">Further command-line arguments of both.</param>
    public static async Task<StepFunctionsMode> StartAsync(string routesFile, string[] arguments)
    {
        // As the SDK finds them; nobody checks them.
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "secret");
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        WebApplication functions = await HostApplication.BuildAsync(
            ["--urls", "http://127.0.0.1:0", "--routes", routesFile, "--simulate", "true", .. StackWorkflow.ArgumentsOfTheMode, .. arguments], cancellationToken);
        await functions.StartAsync(cancellationToken);
        StepFunctionsEndpoint endpoint = await StepFunctionsEndpoint.StartAsync(functions.Services);
        IPayloadStore payloads = functions.Services.GetRequiredService<IPayloadStore>();
        string[] workflows =
        [
            .. functions.Services.GetRequiredService<LiveProject>().Status.Snapshot.Workflows.Names
                .Select(name => $"--AiProxy:Workflows:{name}={StepFunctionsEndpoint.ArnOf(name)}"),
        ];
        WebApplication front = await HostApplication.BuildAsync(
            [
                "--urls", "http://127.0.0.1:0", "--routes", routesFile, "--engine", "stepfunctions", $"--AiProxy:Region={StepFunctionsEndpoint.Region}",
                $"--AiProxy:StepFunctionsUrl={endpoint.Url}", .. workflows, .. arguments,
            ],
            cancellationToken,
            replace: services => services.Replace(ServiceDescriptor.Singleton(payloads)));
        await front.StartAsync(cancellationToken);
        return new StepFunctionsMode(functions, endpoint, front);
    }

    /// <summary>Whether both hosts have taken in the same edits: each watches the files by itself.</summary>
    public bool IsInStep()
    {
        ProjectStatus front = Front.Services.GetRequiredService<LiveProject>().Status;
        ProjectStatus functions = Functions.Services.GetRequiredService<LiveProject>().Status;
        return functions.Revision >= front.Revision && functions.IsDegraded == front.IsDegraded;
    }

    public async ValueTask DisposeAsync()
    {
        await Endpoint.DisposeAsync();
        await Functions.DisposeAsync();
    }
}
