using System.Text;
using System.Text.Json;
using AiProxy.Contracts.Payloads;
using AiProxy.Contracts.Requests;
using AiProxy.Contracts.Routes;

namespace AiProxy.Validate.Tests;

/// <summary>Inputs and surroundings for tests of Validate.</summary>
internal static class TestRequests
{
    public static readonly RouteTable Routes = RouteTable.Parse("""
        { "providers": { "openai": { "models": { "gpt": {} } }, "gemini": {} },
          "routes": {
            "chat": { "targets": ["openai/gpt"], "fallbacks": ["gemini/pro"] },
            "vote": { "strategy": "vote", "targets": ["openai/gpt", "gemini/pro"], "overridable": ["strategy"] } } }
        """u8.ToArray(), "routes.json");

    public static WorkflowInput Input(string request)
    {
        using JsonDocument document = JsonDocument.Parse(request);
        return Input(Payload.Of(document.RootElement.Clone()));
    }

    public static WorkflowInput Input(Payload request) => new() { RequestId = "req_1", Caller = "caller", IdempotencyKey = "key", Request = request };

    public static async Task<ValidatedRequest> ValidateAsync(WorkflowInput input, IPayloadStore? payloads = null) =>
        (await new RequestValidator(new FixedRouteSource(Routes), payloads ?? new NoPayloadStore()).ValidateAsync(input, TestContext.Current.CancellationToken)).Validated;

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static JsonElement ErrorOf(ValidatedRequest validated)
    {
        using JsonDocument body = JsonDocument.Parse(validated.Response!.Body!);
        return body.RootElement.GetProperty("error").Clone();
    }
}
