using AiProxy.CallProvider.Records;
using AiProxy.CallProvider.Sending;
using AiProxy.Contracts.Calls;
using AiProxy.Contracts.Composition;
using AiProxy.Contracts.Failures;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using AWS.Lambda.Powertools.Idempotency;
using AWS.Lambda.Powertools.Idempotency.Persistence;
using AWS.Lambda.Powertools.Logging;

namespace AiProxy.CallProvider;

/// <summary>The Lambda that makes one call: one request to one provider.</summary>
internal sealed class CallProviderFunction
{
    private readonly CallSender _sender;
    private readonly TimeProvider _clock;

    /// <summary>
    /// Constructed for every invocation (see <see cref="Startup"/>), on the code path that then looks for the call's record: the place to say which
    /// store holds it.
    /// </summary>
    public CallProviderFunction(CallSender sender, BasePersistenceStore records, TimeProvider clock)
    {
        _sender = sender;
        _clock = clock;
        RecordStore.Enter(records);
    }

    /// <summary>Asks the provider, or answers from the call's record.</summary>
    /// <returns>An answered result; a failed call throws, so that the workflow's Retry and Catch see the class.</returns>
    /// <exception cref="ProviderException">The call failed; the short class name is the ASL error name.</exception>
    /// <exception cref="OperationCanceledException">The host wants no answer any more, see <see cref="ICancellableInvocation"/>.</exception>
    [LambdaFunction]
    [Logging(CorrelationIdPath = "/requestId")]
    [Idempotent(KeyPrefix = CallKey.RecordPrefix)]
    public async Task<CallResult> CallProvider(CallInput input, ILambdaContext context)
    {
        CancellationToken cancellationToken = (context as ICancellableInvocation)?.CancellationToken ?? CancellationToken.None;
        long started = _clock.GetTimestamp();
        try
        {
            CallResult result = await _sender.SendAsync(input, cancellationToken);
            Log.Answered(input.Call, result);
            return result;
        }
        catch (ProviderException e)
        {
            Log.Failed(input.Call, Since(started), e);
            throw;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Log.Cancelled(input.Call, Since(started));
            throw;
        }
        catch (Exception e)
        {
            // The function's boundary: what is not classified is a fault here, and the workflow sees it as such.
            Log.Broke(input.Call, Since(started), e);
            throw;
        }
    }

    private long Since(long started) => (long)Math.Round(_clock.GetElapsedTime(started).TotalMilliseconds);
}
