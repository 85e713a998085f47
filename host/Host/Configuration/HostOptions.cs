using System.ComponentModel.DataAnnotations;
using AiProxy.Contracts.Errors;
using AiProxy.Gateway.Streaming;

namespace AiProxy.Host.Configuration;

/// <summary>The host's settings: section <c>AiProxy</c> of the usual ASP.NET Core configuration (appsettings, environment, command line).</summary>
public sealed class HostOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "AiProxy";

    /// <summary>The routes file. Default: the nearest <c>routes.json</c> from the working folder upwards. <c>--routes FILE</c>.</summary>
    public string? Routes { get; set; }

    /// <summary>The folder of <c>*.asl.json</c> files. Default: <c>statemachines</c> beside the routes file, else the nearest upwards. <c>--statemachines DIR</c>.</summary>
    public string? StateMachines { get; set; }

    /// <summary>The SQLite file for idempotency records and large payloads. Default: <c>data/aiproxy.db</c> beside the routes file. <c>--data FILE</c>.</summary>
    public string? Data { get; set; }

    /// <summary>
    /// Where workflows run: on the engine in this process, or as executions of a deployment's state machines. Default: embedded.
    /// <c>--engine stepfunctions</c>.
    /// </summary>
    public WorkflowEngine Engine { get; set; }

    /// <summary>
    /// With the engine <c>stepfunctions</c>: workflow name to the ARN of its state machine, or of an alias of it. Default: the JSON object in the
    /// environment variable <c>WORKFLOWS</c>.
    /// </summary>
    public Dictionary<string, string> Workflows { get; } = [];

    /// <summary>With the engine <c>stepfunctions</c>: the region's name. Default: as the AWS SDK finds it (AWS_REGION, the profile).</summary>
    public string? Region { get; set; }

    /// <summary>With the engine <c>stepfunctions</c>: a URL in the place of the service's own. Default: AWS_ENDPOINT_URL_SFN, else the service's own.</summary>
    public string? StepFunctionsUrl { get; set; }

    /// <summary>
    /// With the engine <c>stepfunctions</c>: the deployment's bucket for what is too large for state data. Default: the environment variable
    /// PAYLOAD_BUCKET; without one such requests are answered 413.
    /// </summary>
    public string? PayloadBucket { get; set; }

    /// <summary>Whether to ask simulators even where a provider's key is set. Default: false. <c>--simulate true</c>.</summary>
    public bool Simulate { get; set; }

    /// <summary>Whether an edit of routes or workflows is taken in while the host runs. Default: true. <c>--watch false</c>.</summary>
    public bool Watch { get; set; } = true;

    /// <summary>
    /// Whether text for people (the banner, diagnostics) is printed beside the log; without it standard output is JSON lines alone.
    /// Default: true. <c>--banner false</c>.
    /// </summary>
    public bool Banner { get; set; } = true;

    /// <summary>
    /// Further Host names to answer to, separated by semicolons; <c>*.example.com</c> stands for its subdomains, <c>*</c> for any name.
    /// Default: none, so that only loopback names, the names in <c>--urls</c> and the address that a connection came in on are answered.
    /// <c>--allowed-hosts NAMES</c>.
    /// </summary>
    public string AllowedHosts { get; set; } = "";

    /// <summary>
    /// Where the functions run: <c>inprocess</c> (the default), or <c>process</c>: as published programs from <see cref="FunctionPackages"/>, through a
    /// Lambda Runtime API of this host's. <c>--functions process</c>.
    /// </summary>
    public FunctionsMode Functions { get; set; }

    /// <summary>
    /// The folder that has a folder for each published function, for <c>--functions process</c>. Default: <c>artifacts/functions-x64</c> (or
    /// <c>-arm64</c>, as this machine is), the nearest from the working folder upwards. <c>--function-packages DIR</c>.
    /// </summary>
    public string? FunctionPackages { get; set; }

    /// <summary>
    /// A function's name here to its ARN (or name) in the workflow files, for files that come from a deployment, or from <c>dotnet run --project cdk --
    /// asl</c>, and name functions by the ARNs that they have there. Default: none. <c>--AiProxy:FunctionArns:CallProvider=ARN</c>.
    /// </summary>
    public Dictionary<string, string> FunctionArns { get; } = [];

    /// <summary>Most processes of one function at once. Default 64; 1 to 1,000. Further invocations wait for one that becomes free.</summary>
    [Range(1, 1000)]
    public int MaxProcessesPerFunction { get; set; } = 64;

    /// <summary>Most invocations of one function that wait for a process. Default 256; 0 to 100,000. The next one is <c>Lambda.TooManyRequestsException</c>.</summary>
    [Range(0, 100_000)]
    public int MaxQueuedInvocations { get; set; } = 256;

    /// <summary>Largest request body, bytes. Default 10 MiB; 1 KiB to 100 MiB. A larger one is answered 413.</summary>
    [Range(1024, 100 * 1024 * 1024)]
    public long MaxRequestBodyBytes { get; set; } = 10 * 1024 * 1024;

    /// <summary>Largest total of a request's headers, bytes. Default 32 KiB; 4 KiB to 512 KiB. More is answered 431.</summary>
    [Range(4096, 512 * 1024)]
    public int MaxRequestHeaderBytes { get; set; } = 32 * 1024;

    /// <summary>How long a client may take to send a request's headers, seconds. Default 15; 1 to 300. A slower one is answered 408.</summary>
    [Range(1, 300)]
    public int RequestHeadersTimeoutSeconds { get; set; } = 15;

    /// <summary>
    /// The slowest rate at which a client may send a body, bytes a second, after five seconds of grace. Default 1024; 1 to 1 MiB. A slower one is answered 408.
    /// </summary>
    [Range(1, 1024 * 1024)]
    public int MinRequestBodyBytesPerSecond { get; set; } = 1024;

    /// <summary>How many requests run a workflow at once. Default 256; 1 to 10,000. The next ones wait in the queue.</summary>
    [Range(1, 10_000)]
    public int MaxConcurrentRequests { get; set; } = 256;

    /// <summary>How many requests wait for their turn. Default 256; 0 to 100,000. The next one is answered 429 at once.</summary>
    [Range(0, 100_000)]
    public int MaxQueuedRequests { get; set; } = 256;

    /// <summary>How long a request waits for its turn, seconds. Default 10; 1 to 300. Then it is answered 429.</summary>
    [Range(1, 300)]
    public int QueueTimeoutSeconds { get; set; } = 10;

    /// <summary>
    /// How long running requests may go on once the host is told to stop, seconds. Default 30, more than a route's default deadline; 0 to 600.
    /// Then they are answered 503.
    /// </summary>
    [Range(0, 600)]
    public int ShutdownGraceSeconds { get; set; } = 30;

    /// <summary>How long a stream is silent before a comment keeps it alive; also how long it can still become an error with its own status. Default 5 s; 10 ms to 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:05:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan StreamKeepAlive { get; set; } = StreamingOptions.DefaultKeepAlive;

    /// <summary>Reads and checks the settings.</summary>
    /// <exception cref="StartupException">One is unknown, no value of its type, or out of its range; the message lists all that are out of range.</exception>
    public static HostOptions Bind(IConfiguration configuration)
    {
        IConfigurationSection section = configuration.GetSection(Section);
        string[] known = [.. typeof(HostOptions).GetProperties().Select(property => property.Name)];
        foreach (string name in section.GetChildren().Select(child => child.Key))
        {
            // A misspelt setting would otherwise be ignored in silence.
            if (!known.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                throw new StartupException($"There is no setting {Section}:{name}. {Nearest.Remedy(name, known, "settings")}");
            }
        }
        var options = new HostOptions();
        try
        {
            section.Bind(options);
        }
        catch (InvalidOperationException e)
        {
            throw new StartupException($"A setting is wrong: {e.Message} {e.InnerException?.Message}".TrimEnd(), e);
        }
        var wrong = new List<ValidationResult>();
        if (!Validator.TryValidateObject(options, new ValidationContext(options), wrong, validateAllProperties: true))
        {
            throw new StartupException(string.Join(' ', wrong.Select(result => $"{Section}:{result.MemberNames.First()} is wrong: {result.ErrorMessage}")));
        }
        return options;
    }
}

/// <summary>Where functions run.</summary>
public enum FunctionsMode
{
    /// <summary>In the host's own process.</summary>
    InProcess,

    /// <summary>In processes of their own, as they were published.</summary>
    Process,
}
