using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AiProxy.Contracts;
using AiProxy.Contracts.Requests;
using AiProxy.Gateway.Workflows;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AiProxy.EndToEnd.Tests.StepFunctions;

/// <summary>
/// StartSyncExecution as Step Functions answers it (AWS JSON 1.0), over another host's engine and functions. It refuses what the service refuses, and
/// like the service it does not end an execution because the one who asked for it has gone.
/// </summary>
/// <remarks><see href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartSyncExecution.html"/></remarks>
internal sealed partial class StepFunctionsEndpoint : IAsyncDisposable
{
    public const string Region = "eu-west-1";

    private const string Account = "123456789012";
    private const string Target = "AWSStepFunctions.StartSyncExecution";
    private const int MaxData = 262_144;

    private readonly WebApplication _app;
    private readonly IWorkflowRunner _runner;
    private int _executions;

    private StepFunctionsEndpoint(WebApplication app, IWorkflowRunner runner) => (_app, _runner) = (app, runner);

    public string Url => _app.Urls.Single();

    /// <summary>How many executions were started.</summary>
    public int Executions => Volatile.Read(ref _executions);

    /// <summary>Where set, every answer is the connection's end: the execution has run, and nobody is told.</summary>
    public bool LosesAnswers { get; set; }

    /// <summary>The ARN of a workflow's state machine here.</summary>
    public static string ArnOf(string workflow) => $"arn:aws:states:{Region}:{Account}:stateMachine:{workflow}";

    /// <summary>Starts it over the engine and the functions of <paramref name="host"/>.</summary>
    public static async Task<StepFunctionsEndpoint> StartAsync(IServiceProvider host)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MaxRequestBodySize = 4 * MaxData);
        WebApplication app = builder.Build();
        var endpoint = new StepFunctionsEndpoint(app, host.GetRequiredService<IWorkflowRunner>());
        app.Run(endpoint.AnswerAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return endpoint;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        context.Response.Headers["x-amzn-RequestId"] = Guid.NewGuid().ToString();
        context.Response.ContentType = "application/x-amz-json-1.0";
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        string body = await reader.ReadToEndAsync(context.RequestAborted);
        try
        {
            CheckProtocol(context.Request);
            JsonObject answer = await RunAsync(JsonDocument.Parse(body).RootElement);
            if (LosesAnswers)
            {
                context.Abort();
                return;
            }
            await context.Response.WriteAsync(answer.ToJsonString(), context.RequestAborted);
        }
        catch (RefusedException e)
        {
            context.Response.StatusCode = e.Status;
            await context.Response.WriteAsync(new JsonObject { ["__type"] = e.Type, ["message"] = e.Message }.ToJsonString(), context.RequestAborted);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Whoever asked has gone.
        }
    }

    private static void CheckProtocol(HttpRequest request)
    {
        if (request.Method != HttpMethods.Post || request.Path != "/" || request.Headers["X-Amz-Target"] != Target)
        {
            throw new RefusedException("com.amazon.coral.service#UnknownOperationException", $"{request.Method} {request.Path} {request.Headers["X-Amz-Target"]}");
        }
        if (request.ContentType != "application/x-amz-json-1.0")
        {
            throw new RefusedException("com.amazon.coral.service#SerializationException", $"content-type {request.ContentType}");
        }
        if (Credential().Match(request.Headers.Authorization.ToString()) is not { Success: true } signature)
        {
            throw new RefusedException("com.amazon.coral.service#MissingAuthenticationTokenException", "There is no signature of version 4.", 403);
        }
        string[] signed = signature.Groups["headers"].Value.Split(';');
        if (signature.Groups["region"].Value != Region || signature.Groups["service"].Value != "states"
            || !request.Headers["X-Amz-Date"].ToString().StartsWith(signature.Groups["day"].Value, StringComparison.Ordinal)
            || !signed.Contains("host") || !signed.Contains("x-amz-date") || !signed.Contains("x-amz-target"))
        {
            throw new RefusedException("com.amazon.coral.service#InvalidSignatureException", $"Credential should be scoped to {Region}/states: {signature.Value}", 403);
        }
        // An endpoint of one's own has no host "sync-...".
        if (request.Host.Host != "127.0.0.1")
        {
            throw new RefusedException("com.amazon.coral.service#UnknownOperationException", $"host {request.Host}");
        }
    }

    private async Task<JsonObject> RunAsync(JsonElement request)
    {
        string arn = request.GetProperty("stateMachineArn").GetString()!;
        string name = request.GetProperty("name").GetString()!;
        string text = request.GetProperty("input").GetString()!;
        if (!Name().IsMatch(name))
        {
            throw new RefusedException("InvalidName", $"Invalid Name: '{name}'");
        }
        if (Encoding.UTF8.GetByteCount(text) > MaxData)
        {
            throw new RefusedException("com.amazon.coral.validate#ValidationException", "The input is longer than 262144 bytes.");
        }
        WorkflowInput input = ReadInput(text);
        string workflow = arn.Split(':')[^1];
        if (arn != ArnOf(workflow))
        {
            throw new RefusedException("InvalidArn", $"Invalid Arn: '{arn}'");
        }
        DateTimeOffset started = DateTimeOffset.UtcNow;
        Interlocked.Increment(ref _executions);
        WorkflowOutcome outcome;
        try
        {
            outcome = await _runner.RunAsync(workflow, input, Timeout.InfiniteTimeSpan, CancellationToken.None);
        }
        catch (InvalidOperationException)
        {
            throw new RefusedException("StateMachineDoesNotExist", $"State Machine Does Not Exist: '{arn}'");
        }
        return Describe(arn, name, text, started, outcome);
    }

    private static WorkflowInput ReadInput(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, ContractsJsonContext.Default.WorkflowInput)!;
        }
        catch (JsonException)
        {
            throw new RefusedException("InvalidExecutionInput", $"Invalid State Machine Execution Input: '{text}'");
        }
    }

    private static JsonObject Describe(string arn, string name, string input, DateTimeOffset started, WorkflowOutcome outcome)
    {
        var answer = new JsonObject
        {
            ["executionArn"] = $"{arn.Replace(":stateMachine:", ":express:", StringComparison.Ordinal)}:{name}:{Guid.NewGuid()}",
            ["stateMachineArn"] = arn,
            ["name"] = name,
            ["startDate"] = Seconds(started),
            ["stopDate"] = Seconds(DateTimeOffset.UtcNow),
            ["input"] = input,
            ["inputDetails"] = new JsonObject { ["included"] = true },
            ["billingDetails"] = new JsonObject { ["billedMemoryUsedInMB"] = 64, ["billedDurationInMilliseconds"] = 100 },
        };
        if (outcome.Status == WorkflowStatus.Succeeded && outcome.Output.Length <= MaxData)
        {
            answer["status"] = "SUCCEEDED";
            answer["output"] = Encoding.UTF8.GetString(outcome.Output.Span);
            answer["outputDetails"] = new JsonObject { ["included"] = true };
            return answer;
        }
        bool tooLarge = outcome.Status == WorkflowStatus.Succeeded;
        answer["status"] = outcome.Status == WorkflowStatus.TimedOut ? "TIMED_OUT" : "FAILED";
        answer["error"] = tooLarge ? "States.DataLimitExceeded" : outcome.Error;
        answer["cause"] = tooLarge ? "The output is longer than 262144 bytes." : outcome.Cause;
        return answer;
    }

    private static double Seconds(DateTimeOffset time) => double.Parse(
        string.Create(CultureInfo.InvariantCulture, $"{time.ToUnixTimeMilliseconds() / 1000}.{time.Millisecond:000}"), CultureInfo.InvariantCulture);

    [GeneratedRegex("^AWS4-HMAC-SHA256 Credential=[A-Z0-9]+/(?<day>[0-9]{8})/(?<region>[a-z0-9-]+)/(?<service>[a-z]+)/aws4_request, ?SignedHeaders=(?<headers>[a-z0-9;-]+), ?Signature=[0-9a-f]{64}$")]
    private static partial Regex Credential();

    // 1 to 80 characters, none of those that the service excludes.
    [GeneratedRegex("""^[^\s<>{}\[\]?*"#%\\^|~`$&,;:/\p{C}]{1,80}$""")]
    private static partial Regex Name();

    private sealed class RefusedException(string type, string message, int status = 400) : Exception(message)
    {
        public string Type { get; } = type;

        public int Status { get; } = status;
    }
}
