using System.Text.Json;
using Amazon.Lambda.Core;
using AWS.Lambda.Powertools.Idempotency.Exceptions;
using AWS.Lambda.Powertools.Idempotency.Persistence;
using static AWS.Lambda.Powertools.Idempotency.Persistence.DataRecord;

namespace AWS.Lambda.Powertools.Idempotency.Internal;

/// <summary>The life of one idempotent call: claim, run, store; or replay.</summary>
internal sealed class IdempotencyHandler<TResult>(
    BasePersistenceStore store,
    IdempotencyOptions options,
    JsonDocument payload,
    ILambdaContext? context,
    ILambdaSerializer serializer,
    Func<Task<TResult>> target,
    TimeProvider time)
{
    /// <summary>Records can change between put and get; more than twice in a row is no accident.</summary>
    private const int MaxRetries = 2;

    public async Task<TResult> RunAsync()
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await RunOnceAsync().ConfigureAwait(false);
            }
            catch (IdempotencyInconsistentStateException) when (attempt < MaxRetries)
            {
            }
        }
    }

    private async Task<TResult> RunOnceAsync()
    {
        try
        {
            // Claimed before looking, since most calls are new.
            await store.SaveInProgress(payload, time.GetUtcNow(), context?.RemainingTime.TotalMilliseconds).ConfigureAwait(false);
        }
        catch (IdempotencyItemAlreadyExistsException)
        {
            return Replay(await GetRecordAsync().ConfigureAwait(false));
        }
        catch (Exception exception) when (exception is not (IdempotencyKeyException or IdempotencyConfigurationException))
        {
            throw new IdempotencyPersistenceLayerException("Failed to save in progress record to idempotency store.", exception);
        }

        return await RunTargetAsync().ConfigureAwait(false);
    }

    private async Task<DataRecord> GetRecordAsync()
    {
        try
        {
            return await store.GetRecord(payload, time.GetUtcNow()).ConfigureAwait(false);
        }
        catch (IdempotencyItemNotFoundException exception)
        {
            throw new IdempotencyInconsistentStateException("saveInProgress and getRecord return inconsistent results", exception);
        }
        catch (Exception exception) when (exception is not (IdempotencyValidationException or IdempotencyKeyException))
        {
            throw new IdempotencyPersistenceLayerException("Failed to get record from idempotency store.", exception);
        }
    }

    private TResult Replay(DataRecord record)
    {
        var now = time.GetUtcNow();
        switch (record.StatusAt(now))
        {
            case DataRecordStatus.EXPIRED:
                throw new IdempotencyInconsistentStateException("saveInProgress and getRecord return inconsistent results");
            case DataRecordStatus.INPROGRESS when record.InProgressExpiryTimestamp < now.ToUnixTimeMilliseconds():
                throw new IdempotencyInconsistentStateException("Item should have been expired in-progress because it already time-outed.");
            case DataRecordStatus.INPROGRESS:
                throw new IdempotencyAlreadyInProgressException($"Execution already in progress with idempotency key: {record.IdempotencyKey}");
            default:
                return Answer(record);
        }
    }

    private TResult Answer(DataRecord record)
    {
        TResult? result;
        try
        {
            result = record.ResponseData is { } json ? IdempotencySerializer.Deserialize<TResult>(json, serializer) : default;
        }
        catch (Exception exception)
        {
            throw new IdempotencyPersistenceLayerException($"Unable to get function response as {typeof(TResult).Name}", exception);
        }

        if (result is null)
            throw new IdempotencyPersistenceLayerException($"Unable to cast function response as {typeof(TResult).Name}");
        return options.ResponseHook is { } hook ? (TResult)hook(result, record) : result;
    }

    private async Task<TResult> RunTargetAsync()
    {
        TResult result;
        try
        {
            result = await target().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            await DeleteAsync(exception).ConfigureAwait(false);
            throw;
        }

        try
        {
            await store.SaveSuccess(payload, result, time.GetUtcNow()).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            throw new IdempotencyPersistenceLayerException("Failed to update record state to success in idempotency store.", exception);
        }

        return result;
    }

    private async Task DeleteAsync(Exception cause)
    {
        try
        {
            await store.DeleteRecord(payload, cause).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // The real package keeps the store's error only, and what the handler threw is lost.
            throw new IdempotencyPersistenceLayerException(
                "Failed to delete record from idempotency store.", new AggregateException(cause, exception));
        }
    }
}
