using System.Collections.Immutable;
using System.Text;
using AiProxy.Aws.Lambda.Generator.Emit;
using AiProxy.Aws.Lambda.Generator.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AiProxy.Aws.Lambda.Generator;

/// <summary>
/// Does for <c>[LambdaFunction]</c> what Amazon.Lambda.Annotations' generator does, without its CloudFormation template, and honours
/// Powertools' <c>[Logging]</c> and <c>[Idempotent]</c> on the same method, which the real packages weave into the IL.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class LambdaGenerator : IIncrementalGenerator
{
    private const int MaxHandlerLength = 127;

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var functions = context.SyntaxProvider
            .ForAttributeWithMetadataName(Names.LambdaFunction, (node, _) => node is MethodDeclarationSyntax, FunctionReader.Read)
            .Collect();
        var startups = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                Names.LambdaStartup,
                (node, _) => node is ClassDeclarationSyntax,
                (found, _) => new StartupModel(
                    found.TargetSymbol.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), Place.Of(found.TargetSymbol)))
            .Collect();
        var mains = context.SyntaxProvider
            .CreateSyntaxProvider((node, _) => IsEntryPoint(node), (_, _) => true)
            .Collect()
            .Select((found, _) => found.Length > 0);
        var assembly = context.CompilationProvider.Select((compilation, _) => AssemblyReader.Read(compilation));

        context.RegisterSourceOutput(
            functions.Combine(startups).Combine(assembly).Combine(mains),
            (output, all) => Emit(output, all.Left.Left.Left, all.Left.Left.Right, all.Left.Right, all.Right));
    }

    private static bool IsEntryPoint(SyntaxNode node) => node switch
    {
        GlobalStatementSyntax => true,
        MethodDeclarationSyntax { Identifier.ValueText: "Main" } method =>
            method.Modifiers.Any(SyntaxKind.StaticKeyword) && method.ParameterList.Parameters.Count <= 1,
        _ => false,
    };

    private static void Emit(
        SourceProductionContext output,
        ImmutableArray<FunctionModel> functions,
        ImmutableArray<StartupModel> startups,
        AssemblyModel assembly,
        bool hasMain)
    {
        var complaints = AssemblyComplaints(functions, startups, assembly, hasMain).ToList();
        complaints.AddRange(functions.SelectMany(function => FunctionComplaints(function, assembly, startups)));
        foreach (var complaint in complaints)
            output.ReportDiagnostic(complaint.ToDiagnostic());
        if (complaints.Count > 0 || functions.IsEmpty || assembly.Serializer is not { } serializer)
            return;

        var startup = startups.FirstOrDefault();
        foreach (var function in functions)
            Add(output, function.WrapperName, WrapperEmitter.Emit(function, serializer, startup));
        if (assembly.GenerateMain)
            Add(output, "Program", ProgramEmitter.Emit(functions, serializer));
    }

    private static void Add(SourceProductionContext output, string name, string source) =>
        output.AddSource($"{name}.g.cs", SourceText.From(source, Encoding.UTF8));

    private static IEnumerable<Complaint> AssemblyComplaints(
        ImmutableArray<FunctionModel> functions, ImmutableArray<StartupModel> startups, AssemblyModel assembly, bool hasMain)
    {
        if (startups.Length > 1)
        {
            foreach (var startup in startups)
                yield return new Complaint(Diagnostics.SeveralStartups, startup.At);
        }

        if (startups.Length > 0 && !functions.IsEmpty && !assembly.HasContainer)
            yield return new Complaint(Diagnostics.MissingDependency, startups[0].At, "Microsoft.Extensions.DependencyInjection");
        if (!functions.IsEmpty && assembly.Serializer is null)
            yield return new Complaint(Diagnostics.MissingSerializer, functions[0].At);
        if (assembly.Runtime is not null && !Diagnostics.AllowedRuntimes.Contains(assembly.Runtime))
            yield return new Complaint(Diagnostics.InvalidRuntime, null);
        if (!assembly.GenerateMain)
            yield break;

        if (!assembly.IsExecutable)
            yield return new Complaint(Diagnostics.NotExecutable, null);
        if (functions.IsEmpty)
            yield return new Complaint(Diagnostics.NoFunctions, null);
        if (hasMain)
            yield return new Complaint(Diagnostics.MainExists, null);
        foreach (var second in functions.GroupBy(function => function.Method).SelectMany(same => same.Skip(1)))
        {
            // ANNOTATIONS_HANDLER could not tell them apart.
            yield return new Complaint(
                Diagnostics.InvalidSignature, second.At, $"another function of the assembly is named '{second.Method}' too");
        }
    }

    private static IEnumerable<Complaint> FunctionComplaints(
        FunctionModel function, AssemblyModel assembly, ImmutableArray<StartupModel> startups)
    {
        foreach (var complaint in function.Complaints)
            yield return complaint;

        if (startups.IsEmpty && function.Parameters.Any(parameter => parameter.Kind == ParameterKind.Service))
        {
            yield return new Complaint(
                Diagnostics.InvalidSignature, function.At, $"'{function.Method}' uses [FromServices], and no class has [LambdaStartup]");
        }

        var handler = assembly.GenerateMain ? assembly.Name : $"{assembly.Name}::{function.WrapperFullName}::{function.Method}";
        if (function.IsZip && handler.Length > MaxHandlerLength)
            yield return new Complaint(Diagnostics.HandlerTooLong, function.At, handler);
    }
}
