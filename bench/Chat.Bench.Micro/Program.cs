using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using Chat.Bench.Micro;

// All of them unless the command line chooses; everything else is BenchmarkDotNet's own (--help).
const string Short = "--short";
string[] rest = [.. args.Where(a => a != Short)];
string[] options = rest.Length == 0 ? ["--filter", "*"] : rest;
Summary[] summaries = [.. BenchmarkSwitcher.FromAssembly(typeof(MicroConfig).Assembly).Run(options, MicroConfig.Create(isShort: args.Contains(Short)))];
return summaries.All(s => !s.HasCriticalValidationErrors && s.Reports.All(r => r.Success)) ? 0 : 1;
