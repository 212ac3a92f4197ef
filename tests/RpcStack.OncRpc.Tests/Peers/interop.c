/*
 * Client and server of interop.x, with rpcgen's stubs and libtirpc.
 *   interop serve tcp|udp [register]      prints its port; with "register", tells rpcbind
 *   interop call tcp|udp HOST PORT [sys]   calls everything; port 0 asks rpcbind, "sys" says who calls
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <arpa/inet.h>
#include <netinet/in.h>
#include <rpc/rpc.h>
#include <rpc/svc_dg.h>
#include "interop.h"

extern void interop_prog_3(struct svc_req *, SVCXPRT *);

static char nothing;

/* The server. */

void *interop_null_3_svc(struct svc_req *request) { return &nothing; }

item *interop_swap_3_svc(item argument, struct svc_req *request)
{
	static item result;
	result = argument;
	return &result;
}

list *interop_count_3_svc(int from, struct svc_req *request)
{
	static list result;
	result = NULL;
	for (int i = 1; i <= from; i++)
	{
		node *made = malloc(sizeof *made);
		made->value = i;
		made->next = result;
		result = made;
	}

	return &result;
}

int *interop_add_3_svc(int left, int right, struct svc_req *request)
{
	static int result;
	result = left + right;
	return &result;
}

int *interop_who_3_svc(struct svc_req *request)
{
	static int result;
	int is_sys = request->rq_cred.oa_flavor == AUTH_SYS;
	result = is_sys ? (int)((struct authunix_parms *)request->rq_clntcred)->aup_uid : -1;
	return &result;
}

outcome *interop_find_3_svc(char *title, struct svc_req *request)
{
	static outcome result;
	memset(&result, 0, sizeof result);
	if (strcmp(title, "it") == 0)
	{
		result.status = PLAIN;
		result.outcome_u.found.title = "it";
		result.outcome_u.found.number = 42;
	}
	else
	{
		result.status = FANCY;
		result.outcome_u.reason = "no such item";
	}

	return &result;
}

void *interop_fail_3_svc(char *how, struct svc_req *request)
{
	if (strcmp(how, "auth") == 0) svcerr_weakauth(request->rq_xprt);
	else svcerr_systemerr(request->rq_xprt);
	return NULL;
}

int *interop_once_3_svc(int step, struct svc_req *request)
{
	static int count;
	count += step;
	return &count;
}

static int serve(int is_udp, int is_registered)
{
	SVCXPRT *transport = is_udp ? svcudp_create(RPC_ANYSOCK) : svctcp_create(RPC_ANYSOCK, 0, 0);
	int protocol = is_udp ? IPPROTO_UDP : IPPROTO_TCP;
	if (is_udp) svc_dg_enablecache(transport, 64);
	if (is_registered) pmap_unset(INTEROP_PROG, INTEROP_VERS);
	if (!svc_register(transport, INTEROP_PROG, INTEROP_VERS, interop_prog_3, is_registered ? protocol : 0))
	{
		fprintf(stderr, "cannot register\n");
		return 1;
	}

	printf("%d\n", transport->xp_port);
	fflush(stdout);
	svc_run();
	return 1;
}

/* The client. */

static CLIENT *connect_to(const char *kind, const char *host, int port, u_long program, u_long version)
{
	CLIENT *client;
	if (port == 0) client = clnt_create(host, program, version, kind);
	else
	{
		struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons(port) };
		struct timeval again = { 5, 0 };
		int socket = RPC_ANYSOCK;
		inet_pton(AF_INET, host, &address.sin_addr);
		client = strcmp(kind, "udp") == 0
			? clntudp_create(&address, program, version, again, &socket)
			: clnttcp_create(&address, program, version, &socket, 0, 0);
	}

	if (client == NULL) { clnt_pcreateerror("interop"); exit(1); }
	return client;
}

static void fails(const char *what, CLIENT *client, u_long procedure)
{
	struct timeval limit = { 20, 0 };
	struct rpc_err error;
	clnt_call(client, procedure, (xdrproc_t)xdr_void, NULL, (xdrproc_t)xdr_void, NULL, limit);
	clnt_geterr(client, &error);
	printf("%s %d", what, error.re_status);
	if (error.re_status == RPC_PROGVERSMISMATCH) printf(" %lu-%lu", (u_long)error.re_vers.low, (u_long)error.re_vers.high);
	printf("\n");
}

static int call(const char *kind, const char *host, int port, int is_sys)
{
	CLIENT *client = connect_to(kind, host, port, INTEROP_PROG, INTEROP_VERS);
	if (is_sys) client->cl_auth = authunix_create("machine", 4711, 42, 2, (gid_t[]){ 42, 43 });
	printf("null %s\n", interop_null_3(client) ? "ok" : clnt_sperror(client, "fails"));

	int numbers[] = { 1, -2 };
	item thing = { -7, 18446744073709551615ull, -2.25, TRUE, "gr\303\274n", "\1\2\3\4\5", { 3, "abc" }, { 2, numbers } };
	item *swapped = interop_swap_3(thing, client);
	if (swapped == NULL) clnt_perror(client, "swap");
	else
		printf("swap %d %llu %g %d %s %d %d %.3s %d %d\n", swapped->number, (unsigned long long)swapped->size,
			swapped->ratio, swapped->flag, swapped->title, swapped->digest[4], swapped->data.data_len,
			swapped->data.data_val, swapped->numbers.numbers_len, swapped->numbers.numbers_val[1]);

	list *counted = interop_count_3(5, client);
	printf("count");
	if (counted != NULL) for (node *n = *counted; n != NULL; n = n->next) printf(" %d", n->value);
	printf("\n");
	int *sum = interop_add_3(40, 2, client);
	printf("add %d\n", sum ? *sum : 0);
	int *who = interop_who_3(client);
	printf("who %d\n", who ? *who : 0);
	outcome *found = interop_find_3("it", client);
	printf("find %d %d\n", found ? found->status : -1, found ? found->outcome_u.found.number : -1);
	outcome *missing = interop_find_3("nothing", client);
	printf("find %d %s\n", missing ? missing->status : -1, missing ? missing->outcome_u.reason : "");

	struct rpc_err error;
	interop_fail_3("system", client);
	clnt_geterr(client, &error);
	printf("fail %d\n", error.re_status);
	fails("procedure", client, 77);
	fails("garbage", client, INTEROP_ADD);
	if (port != 0)
	{
		fails("version", connect_to(kind, host, port, INTEROP_PROG, 9), 0);
		fails("program", connect_to(kind, host, port, INTEROP_PROG + 1, 1), 0);
	}

	return 0;
}

int main(int count, char **arguments)
{
	if (count >= 3 && strcmp(arguments[1], "serve") == 0) return serve(strcmp(arguments[2], "udp") == 0, count > 3);
	if (count >= 5 && strcmp(arguments[1], "call") == 0)
		return call(arguments[2], arguments[3], atoi(arguments[4]), count > 5);
	return 2;
}
