namespace AiProxy.StatesLanguage.Model;

/// <summary>What the expressions of a state are written in.</summary>
/// <seealso href="https://states-language.net/#query-language"/>
internal enum QueryLanguage
{
    JsonPath,
    Jsonata,
}
