using System.Diagnostics.CodeAnalysis;
using AiProxy.Authorize;
using AiProxy.Authorize.Keys;
using AiProxy.Contracts.Composition;
using Amazon.DynamoDBv2;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using Microsoft.Extensions.DependencyInjection;

[assembly: LambdaSerializer(typeof(SourceGeneratorLambdaJsonSerializer<AuthorizeJsonContext>))]
[assembly: LambdaGlobalProperties(GenerateMain = true, Runtime = "provided.al2023")]

namespace AiProxy.Authorize;

/// <summary>What Authorize is made of.</summary>
[LambdaStartup]
public sealed class Startup
{
    /// <summary>Names the DynamoDB table of callers' keys.</summary>
    public const string TableVariable = "KEYS_TABLE";

    // API Gateway gives an authorizer 10 s in all.
    private static readonly TimeSpan LookupTimeout = TimeSpan.FromSeconds(2);

    /// <summary>Registers the table that the environment names.</summary>
    [SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "The generated wrapper calls it on an instance.")]
    public void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<IAmazonDynamoDB>(_ => new AmazonDynamoDBClient(new AmazonDynamoDBConfig { MaxErrorRetry = 2, Timeout = LookupTimeout }));
        services.AddSingleton<IKeyStore>(provider => new DynamoDbKeyStore(provider.GetRequiredService<IAmazonDynamoDB>(), Table()));
        services.AddSingleton<KeyCache>();
        services.AddSingleton<KeyCheck>();
        FunctionServices.Apply(services);
    }

    private static string Table() => Environment.GetEnvironmentVariable(TableVariable) is { Length: > 0 } table
        ? table
        : throw new InvalidOperationException($"Set {TableVariable} to the DynamoDB table of callers' keys.");
}
