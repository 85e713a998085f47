using AiProxy.StatesLanguage.Paths;

namespace AiProxy.StatesLanguage.Model;

/// <summary>What a JSONPath state does with its data around its work; absent parts are null.</summary>
/// <seealso href="https://docs.aws.amazon.com/step-functions/latest/dg/concepts-input-output-filtering.html"/>
internal sealed record DataFlow(PathField? InputPath, Template? ResultSelector, PathField? ResultPath, PathField? OutputPath);

/// <summary>A field that holds a path, or JSON null (<paramref name="Path"/> is null).</summary>
internal sealed record PathField(JsonPath? Path);
