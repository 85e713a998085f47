using System.Text.Json.Serialization;
using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using AWS.Lambda.Powertools.Common;

namespace AiProxy.Powertools.Tests;

public sealed record Order(string CallKey, string? Text = null, RequestContext? RequestContext = null);

public sealed record RequestContext(string RequestId);

public sealed record Answer(string Text, int Calls);

/// <summary>An event that says so when it is written as JSON, as a long one should not be for the sake of its id.</summary>
public sealed record Prompt([property: JsonPropertyName("id")] string Id)
{
    public string Text => throw new InvalidOperationException("The prompt was read.");
}

[JsonSerializable(typeof(Order))]
[JsonSerializable(typeof(Prompt))]
[JsonSerializable(typeof(Answer))]
[JsonSerializable(typeof(string))]
public sealed partial class TestJson : JsonSerializerContext
{
    internal static SourceGeneratorLambdaJsonSerializer<TestJson> Serializer { get; } = new();
}

internal sealed class Lines : IConsoleWrapper
{
    private readonly Lock _gate = new();
    private readonly List<string> _all = [];

    public IReadOnlyList<string> All
    {
        get
        {
            lock (_gate)
                return [.. _all];
        }
    }

    public string Last => All[^1];

    public void WriteLine(string message)
    {
        lock (_gate)
            _all.Add(message);
    }

    public void Debug(string message) => throw new NotSupportedException();

    public void Error(string message) => throw new NotSupportedException();
}

internal sealed class TestLambdaContext : ILambdaContext
{
    public string AwsRequestId { get; init; } = "req-1";

    public IClientContext? ClientContext => null;

    public string FunctionName => "validate";

    public string FunctionVersion => "$LATEST";

    public ICognitoIdentity? Identity => null;

    public string InvokedFunctionArn => "arn:aws:lambda:eu-west-1:1:function:validate";

    public ILambdaLogger Logger => throw new NotSupportedException();

    public string LogGroupName => "";

    public string LogStreamName => "";

    public int MemoryLimitInMB => 512;

    public TimeSpan RemainingTime { get; init; } = TimeSpan.FromSeconds(3);

    public string? TraceId { get; init; }
}
