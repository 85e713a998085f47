using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>The reflection-based serializer that writes names in camel case.</summary>
[RequiresUnreferencedCode("CamelCaseLambdaJsonSerializer does not support trimming. For trimmed Lambda functions SourceGeneratorLambdaJsonSerializer passing in JsonSerializerContext should be used instead.")]
[RequiresDynamicCode("CamelCaseLambdaJsonSerializer uses reflection. For Native AOT use SourceGeneratorLambdaJsonSerializer.")]
public class CamelCaseLambdaJsonSerializer : DefaultLambdaJsonSerializer
{
    /// <summary>With the default options.</summary>
    public CamelCaseLambdaJsonSerializer()
        : base(options => options.PropertyNamingPolicy = new AwsNamingPolicy(JsonNamingPolicy.CamelCase))
    {
    }
}
