/* Encodes values with rpcgen's routines, or decodes bytes and encodes them again. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "everything.h"

static char buffer[65536];

static void show(const char *name, xdrproc_t routine, void *value)
{
	XDR xdr;
	xdrmem_create(&xdr, buffer, sizeof buffer, XDR_ENCODE);
	if (!routine(&xdr, value)) { printf("%s fails\n", name); exit(1); }
	printf("%s ", name);
	for (u_int i = 0; i < xdr_getpos(&xdr); i++) printf("%02x", (unsigned char)buffer[i]);
	printf("\n");
}

static void again(const char *name, xdrproc_t routine, size_t size, const char *hex)
{
	XDR xdr;
	void *value = calloc(1, size);
	u_int length = strlen(hex) / 2;
	for (u_int i = 0; i < length; i++) sscanf(hex + 2 * i, "%2hhx", (unsigned char *)buffer + i);
	xdrmem_create(&xdr, buffer, length, XDR_DECODE);
	if (!routine(&xdr, value) || xdr_getpos(&xdr) != length) { printf("%s is not understood\n", name); exit(1); }
	show(name, routine, value);
}

static void values(void)
{
	scalars s = { -1, 4000000000u, -2, 18446744073709551615ull, 1.5f, -2.25, TRUE, -7, -300, 60000, 200, -70000, 7, BLUE };
	show("scalars", (xdrproc_t)xdr_scalars, &s);

	char *names[] = { "a", "", "abcdefgh" };
	int numbers[] = { 1, -2 };
	arrays a = { "\1\2\3\4\5", { 2, "\6\7" }, { 3, "abc" }, "name", "anything at all", { 2, numbers },
		{ 7, 8, 9 }, { 3, names }, { GREEN, RED } };
	show("arrays", (xdrproc_t)xdr_arrays, &a);

	node second = { 2, NULL }, first = { 1, &second };
	list items = &first;
	show("list", (xdrproc_t)xdr_list, &items);

	shape red = { RED, { .red = 9 } }, blue = { BLUE, { .text = "blue" } }, other = { 77 };
	show("shape", (xdrproc_t)xdr_shape, &red);
	show("shape", (xdrproc_t)xdr_shape, &blue);
	show("shape", (xdrproc_t)xdr_shape, &other);

	numbered n[2] = { { 1, { .h = { 5, 4, 3, 2, 1 } } }, { 6, { .rest = &second } } };
	numbered nothing = { -2 };
	show("numbered", (xdrproc_t)xdr_numbered, &nothing);
	maybe flag = { TRUE, { 0.5 } };
	holder h = { items, blue, { 2, n }, flag, NULL, &a };
	show("holder", (xdrproc_t)xdr_holder, &h);

	everything_find_1_argument find = { "abc", -5 };
	show("find", (xdrproc_t)xdr_everything_find_1_argument, &find);
	everything_sum_1_argument sum = { s, red, { 1, 2, 3, 4, 5 } };
	show("sum", (xdrproc_t)xdr_everything_sum_1_argument, &sum);
}

int main(int count, char **arguments)
{
	if (count == 1) values();
	for (int i = 1; i + 1 < count; i += 2)
	{
#define TRY(type) \
		if (strcmp(arguments[i], #type) == 0) \
			again(#type, (xdrproc_t)xdr_##type, sizeof(type), arguments[i + 1]);
		TRY(scalars) TRY(arrays) TRY(list) TRY(shape) TRY(numbered) TRY(holder)
	}
	return 0;
}
