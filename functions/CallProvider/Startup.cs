using System.Diagnostics.CodeAnalysis;
using AiProxy.CallProvider.Records;
using AiProxy.CallProvider.Secrets;
using AiProxy.CallProvider.Sending;
using AiProxy.Contracts;
using AiProxy.Contracts.Composition;
using AiProxy.Contracts.Payloads;
using AiProxy.Providers;
using AiProxy.Storage.Payloads;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.SecretsManager;
using AWS.Lambda.Powertools.Idempotency.Persistence;
using Microsoft.Extensions.DependencyInjection;

[assembly: LambdaSerializer(typeof(SourceGeneratorLambdaJsonSerializer<ContractsJsonContext>))]
[assembly: LambdaGlobalProperties(GenerateMain = true, Runtime = "provided.al2023")]

namespace AiProxy.CallProvider;

/// <summary>What CallProvider is made of.</summary>
[LambdaStartup]
public sealed class Startup
{
    /// <summary>Names the DynamoDB table that holds the calls' records; Merge reads a race's answers there.</summary>
    public const string TableVariable = "IDEMPOTENCY_TABLE";

    /// <summary>
    /// Registers Secrets Manager, records in DynamoDB and the payload store that the environment names; a host in whose process the function runs replaces them
    /// (<see cref="IAmazonSecretsManager"/>, <see cref="BasePersistenceStore"/>, <see cref="IPayloadStore"/>) and the clock.
    /// </summary>
    [SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "The generated wrapper calls it on an instance.")]
    public void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddPayloadStore();
        services.AddSingleton<BasePersistenceStore>(_ => new DynamoDBPersistenceStoreBuilder().WithTableName(Table()).Build());
        services.AddSingleton<IAmazonSecretsManager>(_ => new AmazonSecretsManagerClient());
        services.AddSingleton<ISecretSource, SecretsManagerSource>();
        services.AddSingleton<SecretCache>();
        services.AddSingleton(_ => ProviderHttp.CreateClient());
        services.AddSingleton<WireClient>();
        services.AddSingleton<Func<string, IProviderFormat?>>(ProviderFormats.Find);
        services.AddSingleton<CallSender>();
        // In place of the wrapper's singleton: each invocation's own instance says which store its record is in.
        services.AddTransient<CallProviderFunction>();
        RecordStore.Configure();
        FunctionServices.Apply(services);
    }

    private static string Table() => Environment.GetEnvironmentVariable(TableVariable) is { Length: > 0 } table
        ? table
        : throw new InvalidOperationException($"Set {TableVariable} to the DynamoDB table that holds the calls' records.");
}
