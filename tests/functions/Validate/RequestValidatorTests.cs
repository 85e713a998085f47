using System.Text.Json;
using AiProxy.Contracts;
using AiProxy.Contracts.Payloads;
using AiProxy.Contracts.Plans;
using AiProxy.Contracts.Requests;

namespace AiProxy.Validate.Tests;

public sealed class RequestValidatorTests
{
    private const string Hello = """{ "model": "chat", "messages": [{ "role": "user", "content": "Hello" }] }""";

    [Fact]
    public async Task ValidateAsync_GoodRequest_AnswersThePlanAndTheRequestAsItCame()
    {
        WorkflowInput input = TestRequests.Input(Hello);

        ValidatedRequest validated = await TestRequests.ValidateAsync(input);

        Assert.Null(validated.Response);
        Assert.Equal(("req_1", "caller", "key"), (validated.RequestId, validated.Caller, validated.IdempotencyKey));
        Assert.Same(input.Request, validated.Request);
        Assert.Equal(("chat", Strategy.First), (validated.Plan!.Route, validated.Plan.Strategy));
    }

    [Fact]
    public async Task ValidateAsync_RequestByReference_IsReadFromTheStoreAndStaysAReference()
    {
        var payloads = new OnePayload(Hello);

        ValidatedRequest validated = await TestRequests.ValidateAsync(TestRequests.Input(new Payload { Ref = OnePayload.Reference }), payloads);

        Assert.Equal("chat", validated.Plan!.Route);
        Assert.Equal(OnePayload.Reference, validated.Request!.Ref);
    }

    [Fact]
    public async Task ValidateAsync_AiproxyMember_OverridesWhatTheRouteAllows()
    {
        ValidatedRequest validated = await TestRequests.ValidateAsync(TestRequests.Input(
            """{ "model": "vote", "messages": [{ "role": "user", "content": "x" }], "aiproxy": { "strategy": "race", "deadlineMs": 900 } }"""));

        Assert.Equal((Strategy.Race, 900), (validated.Plan!.Strategy, validated.Plan.DeadlineMs));
    }

    [Fact]
    public async Task ValidateAsync_AiproxyMemberNotAllowed_IsRefusedWithItsPointer()
    {
        ValidatedRequest validated = await TestRequests.ValidateAsync(TestRequests.Input(
            """{ "model": "chat", "messages": [{ "role": "user", "content": "x" }], "aiproxy": { "strategy": "race" } }"""));

        JsonElement error = TestRequests.ErrorOf(validated);
        Assert.Equal((400, "not_overridable", "/aiproxy/strategy"),
            (validated.Response!.StatusCode, error.GetProperty("code").GetString(), error.GetProperty("param").GetString()));
        Assert.Null(validated.Plan);
        Assert.Null(validated.Request);
    }

    [Fact]
    public async Task ValidateAsync_UnknownModel_Answers404WithTheModelsThereAre()
    {
        ValidatedRequest validated = await TestRequests.ValidateAsync(TestRequests.Input(
            """{ "model": "chatt", "messages": [{ "role": "user", "content": "x" }] }"""));

        Assert.Equal(404, validated.Response!.StatusCode);
        Assert.Equal("application/json", validated.Response.Headers["content-type"]);
        JsonElement error = TestRequests.ErrorOf(validated);
        Assert.Equal("model_not_found", error.GetProperty("code").GetString());
        Assert.Equal("There is no model 'chatt'. Did you mean 'chat'? Models: chat, openai/gpt, vote.", error.GetProperty("message").GetString());
    }

    [Fact]
    public async Task ValidateAsync_Refusal_SerializesWithoutPlanAndRequest()
    {
        ValidatedRequest validated = await TestRequests.ValidateAsync(TestRequests.Input("{}"));

        string json = JsonSerializer.Serialize(validated, ContractsJsonContext.Default.ValidatedRequest);

        using JsonDocument document = JsonDocument.Parse(json);
        Assert.Equal(["requestId", "caller", "idempotencyKey", "response"], document.RootElement.EnumerateObject().Select(member => member.Name));
    }

    private sealed class OnePayload(string text) : IPayloadStore
    {
        public const string Reference = "req_1/abc";

        public Task<string> PutAsync(string requestId, ReadOnlyMemory<byte> utf8Json, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ReadOnlyMemory<byte>> GetAsync(string reference, CancellationToken cancellationToken) => reference == Reference
            ? Task.FromResult<ReadOnlyMemory<byte>>(TestRequests.Utf8(text))
            : throw new PayloadNotFoundException(reference);
    }
}
