using System.Runtime.InteropServices;
using System.Text.Json;
using AiProxy.CallProvider.Secrets;
using AiProxy.Contracts;
using AiProxy.Contracts.Answers;
using AiProxy.Contracts.Calls;
using AiProxy.Contracts.Failures;
using AiProxy.Contracts.Payloads;
using AiProxy.Providers;

namespace AiProxy.CallProvider.Sending;

/// <summary>Makes one call within its limits. Whether a failure is worth another try is the workflow's to say.</summary>
internal sealed class CallSender(SecretCache secrets, WireClient wire, IPayloadStore payloads, TimeProvider clock, Func<string, IProviderFormat?> formats)
{
    // What one of the most targets a route may have can take of the state's size, so that all of their answers fit together.
    private static readonly int MaxInlineAnswer = StateSize.PerPart(StateSize.MaxTargets);

    /// <exception cref="ProviderException">No good answer, for the class's reason.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired: nobody waits for the answer any more.</exception>
    public async Task<CallResult> SendAsync(CallInput input, CancellationToken cancellationToken)
    {
        Call call = input.Call;
        long started = clock.GetTimestamp();
        ChatAnswer answer = await AskInTimeAsync(input, cancellationToken);
        long latency = (long)Math.Round(clock.GetElapsedTime(started).TotalMilliseconds);
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(answer, ContractsJsonContext.Default.ChatAnswer);
        return new CallResult
        {
            Id = call.Id,
            Ok = true,
            LatencyMs = latency,
            Model = answer.Model,
            Usage = answer.Usage,
            CostUsd = answer.Usage is { } usage ? call.Price?.CostOf(usage) : null,
            Dropped = call.Dropped,
            // Not under the call's limit: an answer that came, and was paid for, is kept.
            Answer = await payloads.WriteAsync(input.RequestId, json, MaxInlineAnswer, cancellationToken),
        };
    }

    private async Task<ChatAnswer> AskInTimeAsync(CallInput input, CancellationToken cancellationToken)
    {
        IProviderFormat format = formats(input.Call.Format)
            ?? throw new InvalidOperationException($"There is no provider format '{input.Call.Format}': Transform and CallProvider are of different versions.");
        using CallLimit limit = CallLimit.Start(input, clock, cancellationToken);
        try
        {
            return await AskAsync(format, input.Call, await ReadBodyAsync(input.Call.Request, limit.Token), limit.Token);
        }
        catch (OperationCanceledException) when (limit.Token.IsCancellationRequested)
        {
            throw limit.Exceeded();
        }
    }

    private async Task<ChatAnswer> AskAsync(IProviderFormat format, Call call, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        if (call.Secret is not { } secret)
        {
            return await wire.SendAsync(format, call, body, key: null, cancellationToken);
        }
        string key = await secrets.GetAsync(secret, call.Provider, cancellationToken);
        try
        {
            return await wire.SendAsync(format, call, body, key, cancellationToken);
        }
        catch (AuthenticationFailedException)
        {
            string renewed = await secrets.RenewAsync(secret, call.Provider, key, cancellationToken);
            if (renewed == key)
            {
                throw;
            }
            Log.KeyRenewed(call, secret);
            return await wire.SendAsync(format, call, body, renewed, cancellationToken);
        }
    }

    private async Task<ReadOnlyMemory<byte>> ReadBodyAsync(Payload request, CancellationToken cancellationToken) =>
        request.Inline is { } inline ? JsonMarshal.GetRawUtf8Value(inline).ToArray() : await payloads.GetAsync(request.Ref!, cancellationToken);
}
