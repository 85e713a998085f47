using AiProxy.Contracts.Calls;
using AiProxy.Contracts.Failures;
using AWS.Lambda.Powertools.Logging;

namespace AiProxy.CallProvider;

/// <summary>What CallProvider logs: never a prompt, an answer or a key.</summary>
internal static class Log
{
    public static void Answered(Call call, CallResult result)
    {
        List<object?> facts = ["answered", call.Id, call.Provider, call.Model, result.LatencyMs];
        string template = "Call {Outcome}: {Target} ({Provider}/{Model}) in {LatencyMs} ms";
        if (result.Usage is { } usage)
        {
            // Each kind has its price: together they say why a call cost what it did.
            template += ", {TotalTokens} tokens ({PromptTokens} in, {CachedTokens} of them cached; {CompletionTokens} out)";
            facts.AddRange([usage.TotalTokens, usage.PromptTokens, usage.PromptTokensDetails?.CachedTokens ?? 0, usage.CompletionTokens]);
        }
        else
        {
            template += ", tokens unknown";
        }
        // What is not known is no key of the line, and is no "(null)" in its text.
        if (result.CostUsd is { } cost)
        {
            template += ", {CostUsd} USD.";
            facts.Add(cost);
        }
        else
        {
            template += ", cost unknown.";
        }
        Logger.LogInformation(template, [.. facts]);
    }

    public static void Failed(Call call, long latencyMs, ProviderException exception) => Logger.LogWarning(
        "Call {Outcome}: {Target} ({Provider}/{Model}) after {LatencyMs} ms, {ErrorName}: {Reason}",
        "failed", call.Id, call.Provider, call.Model, latencyMs, exception.GetType().Name, exception.Message);

    public static void Cancelled(Call call, long latencyMs) => Logger.LogInformation(
        "Call {Outcome}: {Target} ({Provider}/{Model}) after {LatencyMs} ms; nobody waits for it any more.",
        "cancelled", call.Id, call.Provider, call.Model, latencyMs);

    public static void Broke(Call call, long latencyMs, Exception exception) => Logger.LogError(
        exception, "Call {Outcome}: {Target} ({Provider}/{Model}) after {LatencyMs} ms; a fault of this function, not of the provider.",
        "broke", call.Id, call.Provider, call.Model, latencyMs);

    public static void ConnectionFailed(Call call, string detail) =>
        Logger.LogWarning("The connection for {Target} ({Provider}) failed: {Detail}", call.Id, call.Provider, detail);

    public static void KeyRenewed(Call call, string secret) =>
        Logger.LogInformation("{Provider} refused the key in memory; secret {Secret} holds another one by now, which is tried.", call.Provider, secret);

    public static void SecretUnreadable(string secret, string errorCode, string detail) =>
        Logger.LogWarning("Secret {Secret} could not be read: {ErrorCode}. {Detail}", secret, errorCode, detail);
}
