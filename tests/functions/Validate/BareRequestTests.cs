using System.Text.Json;
using AiProxy.Contracts;
using AiProxy.Contracts.Payloads;
using AiProxy.Contracts.Requests;

namespace AiProxy.Validate.Tests;

/// <summary>Requests that API Gateway starts the workflow with by itself.</summary>
public sealed class BareRequestTests
{
    private const string Hello = """{ "model": "chat", "messages": [{ "role": "user", "content": "It's \"é\" 🙂\n" }] }""";

    [Fact]
    public async Task ValidateAsync_BodyAsText_BecomesTheRequest()
    {
        ValidatedRequest validated = await TestRequests.ValidateAsync(Input(Hello));

        Assert.Null(validated.Response);
        Assert.Equal("chat", validated.Plan!.Route);
        Assert.Equal("It's \"é\" 🙂\n", validated.Request!.Inline!.Value.GetProperty("messages")[0].GetProperty("content").GetString());
    }

    [Fact]
    public async Task ValidateAsync_BodyAsText_IsReadFromTheExecutionsInput()
    {
        string json = $$"""{"requestId":"req_1","caller":"me","allowedRoutes":"*","body":{{JsonSerializer.Serialize(Hello)}}}""";
        WorkflowInput input = JsonSerializer.Deserialize(json, ContractsJsonContext.Default.WorkflowInput)!;

        ValidatedRequest validated = await TestRequests.ValidateAsync(input);

        Assert.Equal("chat", validated.Plan!.Route);
    }

    [Fact]
    public async Task ValidateAsync_LargeBody_GoesToThePayloadStore()
    {
        var payloads = new KeptPayloads();
        string body = $$"""{ "model": "chat", "messages": [{ "role": "user", "content": "{{new string('x', StateSize.Shared)}}" }] }""";

        ValidatedRequest validated = await TestRequests.ValidateAsync(Input(body), payloads);

        Assert.Equal("kept", validated.Request!.Ref);
        Assert.Equal(body, payloads.Kept);
    }

    [Theory]
    [InlineData("", 400, "invalid_json")]
    [InlineData("{", 400, "invalid_json")]
    [InlineData("[]", 400, "invalid_json")]
    [InlineData("""{"model":"chat","model":"vote","messages":[]}""", 400, "invalid_json")]
    [InlineData("""{"model":"chat","messages":[{"role":"user","content":"x"}],"stream":true}""", 400, "streaming_not_available")]
    [InlineData("""{"messages":[{"role":"user","content":"x"}]}""", 400, "missing_member")]
    public async Task ValidateAsync_BodyThatIsWrong_IsRefusedAsByTheGateway(string body, int status, string code) =>
        await AssertRefused(Input(body), status, code);

    [Theory]
    [InlineData("*", true)]
    [InlineData("vote chat", true)]
    [InlineData("vote", false)]
    [InlineData("chat2 Chat", false)]
    [InlineData("vote *", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public async Task ValidateAsync_KeyForSomeModels_AsksForThoseAlone(string? routes, bool allowed)
    {
        WorkflowInput input = Input(Hello) with { AllowedRoutes = routes };
        if (allowed)
        {
            Assert.NotNull((await TestRequests.ValidateAsync(input)).Plan);
        }
        else
        {
            await AssertRefused(input, 403, "route_not_allowed");
        }
    }

    [Fact]
    public async Task ValidateAsync_BodyThatWasNotSentOn_Is413() => await AssertRefused(Input(null) with { BodyLength = 204_801 }, 413, "request_too_large", "204801");

    [Fact]
    public async Task ValidateAsync_KeyThatIsTooLong_IsRefusedAsByTheGateway()
    {
        Assert.NotNull((await TestRequests.ValidateAsync(Input(Hello) with { IdempotencyKey = new string('k', 255) })).Plan);
        await AssertRefused(Input(Hello) with { IdempotencyKey = new string('k', 256) }, 400, "invalid_idempotency_key");
    }

    [Fact]
    public async Task ValidateAsync_NoBodyAtAll_IsRefused() => await AssertRefused(Input(null), 413, "request_too_large");

    private static WorkflowInput Input(string? body) => new() { RequestId = "req_1", Caller = "me", AllowedRoutes = "*", Body = body };

    private static async Task AssertRefused(WorkflowInput input, int status, string code, string text = "")
    {
        ValidatedRequest validated = await TestRequests.ValidateAsync(input);
        Assert.Equal(status, validated.Response!.StatusCode);
        JsonElement error = TestRequests.ErrorOf(validated);
        Assert.Equal(code, error.GetProperty("code").GetString());
        Assert.Contains(text, error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Null(validated.Plan);
    }

    private sealed class KeptPayloads : IPayloadStore
    {
        public string? Kept { get; private set; }

        public Task<string> PutAsync(string requestId, ReadOnlyMemory<byte> utf8Json, CancellationToken cancellationToken)
        {
            Kept = System.Text.Encoding.UTF8.GetString(utf8Json.Span);
            return Task.FromResult("kept");
        }

        public Task<ReadOnlyMemory<byte>> GetAsync(string reference, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
