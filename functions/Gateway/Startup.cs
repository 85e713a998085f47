using System.Diagnostics.CodeAnalysis;
using AiProxy.Contracts.Composition;
using AiProxy.Contracts.Payloads;
using AiProxy.Gateway.Http;
using AiProxy.Gateway.Idempotency;
using AiProxy.Gateway.StepFunctions;
using AiProxy.Gateway.Streaming;
using AiProxy.Gateway.Workflows;
using AiProxy.Storage.Payloads;
using AiProxy.Storage.Routes;
using Amazon.DynamoDBv2;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.StepFunctions;
using Microsoft.Extensions.DependencyInjection;

[assembly: LambdaSerializer(typeof(SourceGeneratorLambdaJsonSerializer<AiProxy.Gateway.GatewayJsonContext>))]
[assembly: LambdaGlobalProperties(GenerateMain = true, Runtime = "provided.al2023")]

namespace AiProxy.Gateway;

/// <summary>What the Gateway's Lambda is made of.</summary>
[LambdaStartup]
public sealed class Startup
{
    /// <summary>Names the DynamoDB table that holds the requests' records, beside the calls'.</summary>
    public const string TableVariable = "IDEMPOTENCY_TABLE";

    /// <summary>Longest one try at DynamoDB may take: it answers within milliseconds, and a request waits for it.</summary>
    private static readonly TimeSpan RecordsTimeout = TimeSpan.FromSeconds(3);

    private const int RecordsRetries = 3;

    /// <summary>
    /// Registers Step Functions, records in DynamoDB, payloads in S3 and routes from AppConfig or a file, as the environment names them
    /// (<see cref="WorkflowArns.Variable"/>, <see cref="TableVariable"/>, <see cref="PayloadStores.Variable"/>, <see cref="RouteSources"/>). What is
    /// missing is complained about when the function starts.
    /// </summary>
    [SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "The generated wrapper calls it on an instance.")]
    public void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddPayloadStore();
        services.AddRoutes();
        services.AddSingleton(_ => WorkflowArns.Parse(Environment.GetEnvironmentVariable(WorkflowArns.Variable)));
        services.AddSingleton<IAmazonStepFunctions>(_ => StepFunctionsClient.Create());
        services.AddSingleton<IWorkflowRunner, StepFunctionsRunner>();
        services.AddSingleton<IAmazonDynamoDB>(_ => new AmazonDynamoDBClient(new AmazonDynamoDBConfig { MaxErrorRetry = RecordsRetries, Timeout = RecordsTimeout }));
        services.AddSingleton<IRequestRecords>(provider => new DynamoDbRequestRecords(
            provider.GetRequiredService<IAmazonDynamoDB>(), Table(), provider.GetRequiredService<IPayloadStore>()));
        services.AddSingleton<RequestIds>();
        services.AddSingleton(new StreamingOptions());
        services.AddSingleton<ChatGateway>();
        services.AddSingleton<FrontDoor>();
        FunctionServices.Apply(services);
    }

    private static string Table() => Environment.GetEnvironmentVariable(TableVariable) is { Length: > 0 } table
        ? table
        : throw new InvalidOperationException($"Set {TableVariable} to the DynamoDB table that holds the requests' records.");
}
