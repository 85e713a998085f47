namespace AiProxy.Aws.Lambda.Generator;

/// <summary>Metadata names that the generator looks for; by name, so that it needs no reference to the packages.</summary>
internal static class Names
{
    public const string LambdaFunction = "Amazon.Lambda.Annotations.LambdaFunctionAttribute";
    public const string LambdaStartup = "Amazon.Lambda.Annotations.LambdaStartupAttribute";
    public const string LambdaGlobalProperties = "Amazon.Lambda.Annotations.LambdaGlobalPropertiesAttribute";
    public const string FromServices = "Amazon.Lambda.Annotations.FromServicesAttribute";
    public const string LambdaSerializer = "Amazon.Lambda.Core.LambdaSerializerAttribute";
    public const string LambdaContext = "Amazon.Lambda.Core.ILambdaContext";
    public const string Logging = "AWS.Lambda.Powertools.Logging.LoggingAttribute";
    public const string Idempotent = "AWS.Lambda.Powertools.Idempotency.IdempotentAttribute";
    public const string IdempotencyKey = "AWS.Lambda.Powertools.Idempotency.IdempotencyKeyAttribute";
    public const string ContainerBuilder = "Microsoft.Extensions.DependencyInjection.ServiceCollectionContainerBuilderExtensions";
}
