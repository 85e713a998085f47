using System.ComponentModel;
using System.Text;
using System.Text.Json;
using Amazon.Lambda.Core;
using AWS.Lambda.Powertools.Idempotency;
using AWS.Lambda.Powertools.Idempotency.Exceptions;
using AWS.Lambda.Powertools.Idempotency.Internal;
using AWS.Lambda.Powertools.Idempotency.Persistence;

namespace AiProxy.Aws.Powertools;

/// <summary>What <see cref="IdempotentAttribute"/> does around a handler, for the generated wrapper to call.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class InvocationOnce
{
    /// <summary>Answers from the record of the payload, or runs the handler and stores what it answers.</summary>
    /// <typeparam name="TPayload">The payload.</typeparam>
    /// <typeparam name="TResult">The handler's result.</typeparam>
    /// <param name="attribute">The attribute on the handler.</param>
    /// <param name="method">The handler's name, part of the key unless the attribute has a prefix.</param>
    /// <param name="payload">What the key is made of.</param>
    /// <param name="context">The context, for the time that is left; null where the handler takes none.</param>
    /// <param name="serializer">The function's serializer.</param>
    /// <param name="target">The handler.</param>
    /// <exception cref="IdempotencyAlreadyInProgressException">Another invocation is at the same payload.</exception>
    /// <exception cref="IdempotencyConfigurationException">Idempotency.Configure was not called, or there is no payload.</exception>
    /// <exception cref="IdempotencyKeyException">The payload has no key, and the options ask for one.</exception>
    /// <exception cref="IdempotencyValidationException">The same key came with another payload.</exception>
    /// <exception cref="IdempotencyPersistenceLayerException">The store failed.</exception>
    public static Task<TResult> RunAsync<TPayload, TResult>(
        IdempotentAttribute attribute,
        string method,
        TPayload payload,
        ILambdaContext? context,
        ILambdaSerializer serializer,
        Func<Task<TResult>> target) =>
        IsDisabled() ? target() : RunAsync(attribute, method, payload, context, serializer, target, TimeProvider.System);

    /// <summary>As <see cref="RunAsync{TPayload, TResult}(IdempotentAttribute, string, TPayload, ILambdaContext?, ILambdaSerializer, Func{Task{TResult}})"/>, for a handler that does not wait; this waits for the store.</summary>
    public static TResult Run<TPayload, TResult>(
        IdempotentAttribute attribute,
        string method,
        TPayload payload,
        ILambdaContext? context,
        ILambdaSerializer serializer,
        Func<TResult> target) =>
        RunAsync(attribute, method, payload, context, serializer, () => Task.FromResult(target())).GetAwaiter().GetResult();

    internal static async Task<TResult> RunAsync<TPayload, TResult>(
        IdempotentAttribute attribute,
        string method,
        TPayload payload,
        ILambdaContext? context,
        ILambdaSerializer serializer,
        Func<Task<TResult>> target,
        TimeProvider time)
    {
        var configured = Idempotency.Instance;
        var options = configured.IdempotencyOptions;
        var store = configured.PersistenceStore ?? throw new IdempotencyConfigurationException(
            "Idempotency has no store: call Idempotency.Configure before the first invocation.");
        if (payload is null)
        {
            throw new IdempotencyConfigurationException(
                "Unable to get payload from the method. Ensure there is at least one parameter or that you use @IdempotencyKey");
        }

        using var data = JsonDocument.Parse(IdempotencySerializer.Serialize(payload, serializer));
        if (!options.ThrowOnNoIdempotencyKey && !BasePersistenceStore.HasKey(data, options))
        {
            // One record for all calls without a key, as the real package has it, would answer a caller with another's answer.
            Console.WriteLine($"No data found to create a hashed idempotency key. JMESPath: {options.EventKeyJmesPath}");
            return await target().ConfigureAwait(false);
        }

        IdempotencyCall.Current = IdempotencyCall.Of(options, method, attribute.KeyPrefix) with
        {
            SerializeResult = result => Encoding.UTF8.GetString(IdempotencySerializer.Serialize((TResult?)result, serializer)),
        };
        var handler = new IdempotencyHandler<TResult>(
            store, options, data, context ?? configured.LambdaContext, serializer, target, time);
        return await handler.RunAsync().ConfigureAwait(false);
    }

    private static bool IsDisabled() => Environment.GetEnvironmentVariable("POWERTOOLS_IDEMPOTENCY_DISABLED") is { } value
        && (value == "1" || string.Equals(value, "true", StringComparison.OrdinalIgnoreCase));
}
