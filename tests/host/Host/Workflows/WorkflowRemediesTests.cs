using System.Reflection;
using AiProxy.Host.Workflows;
using AiProxy.StatesLanguage.Diagnostics;

namespace AiProxy.Host.Tests.Workflows;

public sealed class WorkflowRemediesTests
{
    /// <summary>Every code that the engine has.</summary>
    public static TheoryData<string> Codes => [.. typeof(DiagnosticCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Where(member => member.IsLiteral)
        .Select(member => (string)member.GetRawConstantValue()!)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void For_EveryCode_IsASentence(string code)
    {
        string remedy = WorkflowRemedies.For(code);

        Assert.NotEmpty(remedy);
        Assert.True(char.IsUpper(remedy[0]), remedy);
        Assert.EndsWith(".", remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void For_AnotherCode_IsNothing() => Assert.Empty(WorkflowRemedies.For("no_such_code"));
}
