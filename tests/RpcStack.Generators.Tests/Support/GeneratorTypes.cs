extern alias Generator;

global using Generator::RpcStack.Generators;
global using Generator::RpcStack.Generators.Analyzers;
global using Generator::RpcStack.Generators.CSharp;
global using Generator::RpcStack.Generators.FrontEnds;
global using Generator::RpcStack.Generators.Locks;
global using Generator::RpcStack.Generators.Schemas;
