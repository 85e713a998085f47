using System.Diagnostics.CodeAnalysis;
using AiProxy.Contracts.Composition;
using AiProxy.Contracts.Payloads;
using AiProxy.Merge.Records;
using AiProxy.Storage.Payloads;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using AWS.Lambda.Powertools.Idempotency.Persistence;
using Microsoft.Extensions.DependencyInjection;

[assembly: LambdaSerializer(typeof(SourceGeneratorLambdaJsonSerializer<AiProxy.Merge.MergeJsonContext>))]
[assembly: LambdaGlobalProperties(GenerateMain = true, Runtime = "provided.al2023")]

namespace AiProxy.Merge;

/// <summary>What Merge is made of.</summary>
[LambdaStartup]
public sealed class Startup
{
    /// <summary>Names the DynamoDB table that holds the calls' records; the one CallProvider writes to.</summary>
    public const string TableVariable = "IDEMPOTENCY_TABLE";

    /// <summary>
    /// Registers the records in DynamoDB and the payload store that the environment names; a host in whose process the function runs replaces both
    /// (<see cref="BasePersistenceStore"/>, <see cref="IPayloadStore"/>) and the clock.
    /// </summary>
    [SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "The generated wrapper calls it on an instance.")]
    public void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddPayloadStore();
        services.AddSingleton<BasePersistenceStore>(_ => new DynamoDBPersistenceStoreBuilder().WithTableName(Table()).Build());
        services.AddSingleton<ICallRecords>(provider => new CallRecords(provider.GetRequiredService<BasePersistenceStore>));
        services.AddSingleton<Merger>();
        FunctionServices.Apply(services);
    }

    private static string Table() => Environment.GetEnvironmentVariable(TableVariable) is { Length: > 0 } table
        ? table
        : throw new InvalidOperationException($"Set {TableVariable} to the DynamoDB table that holds the calls' records.");
}
