namespace AiProxy.Lambda.Generator.Tests;

public sealed class WrapperTests
{
    [Fact]
    public void Generate_FunctionWithStartup_CompilesWithoutWarnings()
    {
        var compiled = Compiled.From(Samples.WithStartup);

        Assert.Empty(compiled.DiagnosticIds);
        Assert.Empty(compiled.Problems());
    }
}
