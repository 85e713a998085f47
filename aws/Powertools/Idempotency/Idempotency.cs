using System.Text.Json.Serialization;
using Amazon.Lambda.Core;
using AWS.Lambda.Powertools.Idempotency.Internal;
using AWS.Lambda.Powertools.Idempotency.Persistence;

namespace AWS.Lambda.Powertools.Idempotency;

/// <summary>The process's idempotency: its store and its options.</summary>
public sealed class Idempotency
{
    private Idempotency()
    {
    }

    /// <summary>How records are keyed, checked and kept.</summary>
    public IdempotencyOptions IdempotencyOptions { get; private set; } = new IdempotencyOptionsBuilder().Build();

    /// <summary>Where records are; null until <see cref="Configure"/>.</summary>
    public BasePersistenceStore? PersistenceStore { get; private set; }

    /// <summary>The context registered for handlers that take none.</summary>
    public ILambdaContext? LambdaContext { get; private set; }

    internal static Idempotency Instance { get; } = new();

    internal JsonSerializerContext? SerializationContext { get; private set; }

    /// <summary>Sets idempotency up, for the whole process; the last call wins.</summary>
    /// <exception cref="InvalidOperationException">No store was given.</exception>
    public static void Configure(Action<IdempotencyBuilder> configurationAction)
    {
        var builder = new IdempotencyBuilder();
        configurationAction(builder);
        Instance.PersistenceStore = builder.Store
            ?? throw new InvalidOperationException("Persistence Layer is null, configure one with 'WithPersistenceStore()'");
        Instance.IdempotencyOptions = builder.Options ?? new IdempotencyOptionsBuilder().Build();
        Instance.SerializationContext = builder.Context;
        IdempotencySerializer.Forget();
    }

    /// <summary>Gives the context of the current invocation, for its remaining time, where the handler does not take it.</summary>
    public static void RegisterLambdaContext(ILambdaContext context) => Instance.LambdaContext = context;

    /// <summary>Collects what <see cref="Configure"/> sets.</summary>
    public class IdempotencyBuilder
    {
        internal BasePersistenceStore? Store { get; private set; }

        internal IdempotencyOptions? Options { get; private set; }

        internal JsonSerializerContext? Context { get; private set; }

        /// <summary>Keeps records in a store.</summary>
        public IdempotencyBuilder WithPersistenceStore(BasePersistenceStore persistenceStore)
        {
            Store = persistenceStore;
            return this;
        }

        /// <summary>Keeps records in a DynamoDB table.</summary>
        public IdempotencyBuilder UseDynamoDb(Action<DynamoDBPersistenceStoreBuilder> builderAction)
        {
            var builder = new DynamoDBPersistenceStoreBuilder();
            builderAction(builder);
            return WithPersistenceStore(builder.Build());
        }

        /// <summary>Keeps records in a DynamoDB table with the default attributes.</summary>
        public IdempotencyBuilder UseDynamoDb(string tableName) =>
            WithPersistenceStore(new DynamoDBPersistenceStoreBuilder().WithTableName(tableName).Build());

        /// <summary>Sets the options.</summary>
        public IdempotencyBuilder WithOptions(Action<IdempotencyOptionsBuilder> builderAction)
        {
            var builder = new IdempotencyOptionsBuilder();
            builderAction(builder);
            return WithOptions(builder.Build());
        }

        /// <summary>Sets the options.</summary>
        public IdempotencyBuilder WithOptions(IdempotencyOptions options)
        {
            Options = options;
            return this;
        }

        /// <summary>
        /// Reads and writes payloads and answers by a source-generated context, with names as declared. Without one, the function's own
        /// Lambda serializer does; the real packages need one under Native AOT.
        /// </summary>
        public IdempotencyBuilder WithJsonSerializationContext(JsonSerializerContext context)
        {
            Context = context;
            return this;
        }
    }
}
