using System.Text;
using System.Text.Json;
using AiProxy.Contracts;
using AiProxy.Contracts.Answers;
using AiProxy.Contracts.Calls;
using AiProxy.Contracts.Composition;
using AiProxy.Contracts.Payloads;
using AiProxy.Contracts.Plans;
using AiProxy.Merge.Records;
using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using AWS.Lambda.Powertools.Idempotency.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace AiProxy.Merge.Tests;

/// <summary>The function as Lambda and the host call it: by its generated wrapper and its serializer.</summary>
public sealed class MergeFunctionTests
{
    private readonly MemoryStore _records = new();
    private readonly FakePayloads _payloads = new();

    private MergeFunction_Merge_Generated Construct() => FunctionServices.Use(
        services =>
        {
            services.AddSingleton<BasePersistenceStore>(_records);
            services.AddSingleton<IPayloadStore>(_payloads);
            services.AddSingleton<TimeProvider>(new FakeTimeProvider(MergeRun.Now));
        },
        () => new MergeFunction_Merge_Generated());

    private async Task<JsonElement> InvokeAsync(string json)
    {
        var serializer = new SourceGeneratorLambdaJsonSerializer<ContractsJsonContext>();
        MergeInput input = serializer.Deserialize<MergeInput>(new MemoryStream(Encoding.UTF8.GetBytes(json)));
        HttpAnswer answer = await Construct().Merge(input, new FakeContext());
        var output = new MemoryStream();
        serializer.Serialize(answer, output);
        return JsonElement.Parse(output.ToArray());
    }

    [Fact]
    public async Task Merge_TheWorkflowsJson_AnswersWireNames()
    {
        JsonElement answer = await InvokeAsync(
            """
            {"requestId":"req_1","executionId":"exec_1","winner":null,"raced":[],"deadlinePassed":false,
             "plan":{"route":"chat","strategy":"first","quorum":1,"deadlineMs":25000,"dropUnsupported":false,
              "targets":[{"id":"openai","provider":"openai","format":"openai","model":"gpt-5.2","url":"http://127.0.0.1:9","timeoutMs":8000}]},
             "results":[{"id":"openai","ok":true,"latencyMs":812,"usage":{"prompt_tokens":3,"completion_tokens":4},
              "answer":{"inline":{"id":"1","model":"gpt-5.2-2026","choices":[{"message":{"role":"assistant","content":"hi"},"finishReason":"stop"}]}}}]}
            """);

        Assert.Equal(200, answer.GetProperty("statusCode").GetInt32());
        Assert.Equal("openai", answer.GetProperty("headers").GetProperty("aiproxy-winner").GetString());
        JsonElement body = JsonElement.Parse(answer.GetProperty("body").GetString()!);
        Assert.Equal("hi", body.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString());
        Assert.Equal("chatcmpl-req_1", body.GetProperty("id").GetString());
        Assert.Equal(1, body.GetProperty("aiproxy").GetProperty("targets")[0].GetProperty("attempts").GetInt32());
    }

    [Fact]
    public async Task Merge_AFailedResultAsTheWorkflowWritesIt_TellsItsStory()
    {
        JsonElement answer = await InvokeAsync(
            """
            {"requestId":"req_1","executionId":"exec_1","winner":null,"raced":[],"deadlinePassed":false,
             "plan":{"route":"chat","strategy":"first","quorum":1,"deadlineMs":25000,"dropUnsupported":false,
              "targets":[{"id":"openai","provider":"openai","format":"openai","model":"gpt-5.2","url":"http://127.0.0.1:9","timeoutMs":8000}]},
             "results":[{"id":"openai","ok":false,"attempts":3,"latencyMs":3100,"error":"ProviderUnavailableException",
              "message":"{\"errorType\":\"ProviderUnavailableException\",\"errorMessage\":\"openai failed (500): oops\",\"stackTrace\":[\"at AiProxy.CallProvi"}]}
            """);

        JsonElement error = JsonElement.Parse(answer.GetProperty("body").GetString()!).GetProperty("error");
        Assert.Equal(502, answer.GetProperty("statusCode").GetInt32());
        Assert.Equal("openai failed (500): oops. Execution exec_1.", error.GetProperty("message").GetString());
        Assert.Equal(3, error.GetProperty("aiproxy").GetProperty("targets")[0].GetProperty("attempts").GetInt32());
    }

    [Fact]
    public async Task Merge_RaceWon_ReadsTheRecords()
    {
        CallResult stored = Samples.Answered("b", "first home");
        string key = CallRecords.KeyOf("key-b");
        _records.Records[key] = new DataRecord(
            key, DataRecord.DataRecordStatus.COMPLETED, 0, JsonSerializer.Serialize(stored, ContractsJsonContext.Default.CallResult), null);
        MergeInput input = Samples.Input(Samples.Plan(Strategy.Race, "a", "b")) with { Winner = Samples.Call("b"), Raced = [Samples.Call("a"), Samples.Call("b")] };

        HttpAnswer answer = await Construct().Merge(input, new FakeContext());

        Assert.Equal("b", answer.Headers["aiproxy-winner"]);
        Assert.Contains("first home", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Merge_NobodyWaits_IsCancelled()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        MergeInput input = Samples.Input(Samples.Plan(Strategy.Race, "a")) with { Winner = Samples.Call("a") };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Construct().Merge(input, new FakeContext(source.Token)));
    }

    [Fact]
    public async Task Merge_NoRace_OpensNoStore()
    {
        MergeFunction_Merge_Generated function = FunctionServices.Use(
            services => services.AddSingleton<BasePersistenceStore>(_ => throw new InvalidOperationException("opened")),
            () => new MergeFunction_Merge_Generated());

        HttpAnswer answer = await function.Merge(Samples.Input(Samples.Plan(Strategy.First, "a"), Samples.Answered("a")), new FakeContext());

        Assert.Equal(200, answer.StatusCode);
    }

    internal sealed class FakeContext(CancellationToken cancellationToken = default) : ILambdaContext, ICancellableInvocation
    {
        public CancellationToken CancellationToken { get; } = cancellationToken;

        public string AwsRequestId => "invocation";

        public IClientContext ClientContext => null!;

        public string FunctionName => "merge";

        public string FunctionVersion => "1";

        public ICognitoIdentity Identity => null!;

        public string InvokedFunctionArn => "arn";

        public ILambdaLogger Logger => null!;

        public string LogGroupName => "";

        public string LogStreamName => "";

        public int MemoryLimitInMB => 512;

        public TimeSpan RemainingTime => TimeSpan.FromMinutes(1);
    }
}
